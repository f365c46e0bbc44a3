"""typography draws type and shapes: fonts, shaping, outlines, colours."""
