"""Kokoro: the embedded neural voices."""
