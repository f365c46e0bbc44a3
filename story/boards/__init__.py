"""Boards: tables, formulas and closing quotations, shown while nobody speaks."""
