"""How the camera reads a page of comics: drawing by drawing, each for its part of the page's time.

`drawings.py` tells which drawings a picture holds, in the author's order, and cuts their facts out
of the page's; `sharing.py` gives each its frames, by what is said meanwhile; `pace.py` tells how
long a page takes where nobody speaks; `strips.py` is the way down a strip. The director then treats
a drawing as it does any panel, and its shots are told in the page's own pixels.
"""
