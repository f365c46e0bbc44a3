"""Markdown: blocks, inline marks, notes, pictures, front matter."""
