"""placed holds what is drawn on a part of the canvas: stills and framed pictures."""
