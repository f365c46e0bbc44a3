"""Boards: formulas, tables and verses that are shown while they are read."""
