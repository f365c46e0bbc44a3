"""render adds pixels: it directs a camera over the panels, composes, encodes and publishes."""

from story.no_telemetry import keep_silent

keep_silent()
