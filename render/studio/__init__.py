"""The studio: a story seen, heard and put right in a browser, over the program's own functions.

- `edits/`: what a person wants changed, as data, and the text that says so: a comment in the story
  or a key of `inkreel.toml`. Each is tried on the text in memory before a file is written, and its
  inverse is kept: undo and redo are edits, too.
- `session/`: the story as it stands (read again when a file was saved by anybody), planned with
  the takes that the store has and the draft voice for the rest, arranged, directed and cut by the
  steps of a render. What a page shows of it is plain data.
- `server/`: the same by HTTP for one person on this machine: a token, JSON, server-sent events.
- The page lies in `assets/studio/`, in hand-written modules. It composes the segments that a
  render would encode, and plays the clips that a render would mix, at the samples where they lie.

The files are the truth: nothing is kept beside them but the journal that undo needs.
"""
