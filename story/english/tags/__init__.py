"""Tags of speech: who is said to speak, by the words around a quotation."""
