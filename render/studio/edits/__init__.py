"""Edits as data, the text they change, and the journal that takes them back."""
