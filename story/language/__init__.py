"""What reading a story asks of its language: words, mentions, tags, and the base of all."""
