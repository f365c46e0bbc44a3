"""Pages of comics without a text: a CBZ, a folder of pictures, a single page."""
