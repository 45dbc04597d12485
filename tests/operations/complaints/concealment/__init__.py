"""Suspected concealment (X12)."""
