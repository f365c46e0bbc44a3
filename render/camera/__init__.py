"""camera directs: what is looked at, when, and by which way."""
