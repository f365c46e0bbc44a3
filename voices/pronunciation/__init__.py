"""Pronunciation: the spoken form, the lexicon, phonemes."""
