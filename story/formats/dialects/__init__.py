"""Dialects of Markdown: what a tool adds to it becomes what the reader knows."""
