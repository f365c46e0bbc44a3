"""EPUB 2 and 3: the package, its navigation, its texts in reading order."""
