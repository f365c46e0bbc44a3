"""captions are cut from the words, timed, placed, written, and judged."""
