"""Pages of comics: which drawings a picture holds, and in which order they are read.

`find.py` parts a page: `gutters.py` marks what lies between drawings, `parts.py` cuts the rest into
drawings, `order.py` reads them. Nothing here knows of a story; what it finds is kept with the other
facts of a picture, and an author's word overrules it.
"""
