"""What is asked for: options, scenes, cover, lock."""
