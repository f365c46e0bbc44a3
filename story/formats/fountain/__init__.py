"""Fountain screenplays: title page, scenes, action, who says what, and what is no part of it."""
