"""Casting: every speaker gets a voice."""
