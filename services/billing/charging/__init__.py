"""Charging (计费): the lines of a household's bill for some months (B01)."""
