"""Arranging: takes become a timeline."""
