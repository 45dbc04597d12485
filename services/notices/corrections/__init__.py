"""Corrections (更正): a new version of a published text."""
