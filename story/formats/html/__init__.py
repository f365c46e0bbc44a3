"""HTML: tokens with their places, the article of a page, blocks; shared by pages and EPUB."""
