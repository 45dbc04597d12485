"""Corrections (更正, C13) of what was taken down wrong at intake."""
