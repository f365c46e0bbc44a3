"""What a search for single lines leaves to be mended: jump cuts, flashes, one length in a row."""
