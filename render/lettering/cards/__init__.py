"""Cards: titles, boards, credits and what they are drawn on."""
