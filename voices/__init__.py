"""voices adds time: it casts speakers, records lines, arranges them on one clock and mixes."""
