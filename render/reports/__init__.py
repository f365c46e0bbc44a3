"""What was made from what, and what it took."""
