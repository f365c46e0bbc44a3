"""What reading a story asks of its language: the base of all, words, mentions, tags."""
