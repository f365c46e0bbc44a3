"""Signs on the picture: names, balloons, captions, each placed and timed."""
