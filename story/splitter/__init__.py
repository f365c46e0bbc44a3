"""The splitter: a document becomes sections and lines."""
