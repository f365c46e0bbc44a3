"""The studio: a story seen, heard and put right.

- `edits/`: what a person wants changed, as data, and the text that says so: a comment in the story
  or a key of `inkreel.toml`. Each is tried on the text in memory before a file is written, and its
  inverse is kept: undo and redo are edits, too.

The files are the truth: nothing is kept beside them but the journal that undo needs.
"""
