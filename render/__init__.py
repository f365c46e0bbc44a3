"""render adds pixels: it directs a camera over the panels, composes, encodes and publishes."""
