"""Who says what: quotation attribution."""
