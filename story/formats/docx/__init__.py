"""DOCX, as Word and Google Docs write it: paragraphs by their styles, pictures in their place."""
