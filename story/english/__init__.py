"""What is English: words, names, phrases, stems."""
