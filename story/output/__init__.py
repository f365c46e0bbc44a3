"""A script as people and programs read it: JSON, text, review, a first inkreel.toml."""
