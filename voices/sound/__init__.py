"""Digital signal processing that the stages share, and sound files."""
