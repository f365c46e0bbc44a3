"""Mixing: a timeline becomes stems and a mastered track."""
