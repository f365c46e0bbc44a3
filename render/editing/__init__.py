"""Editing: scenes become segments, with titles and ends."""
