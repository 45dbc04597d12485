"""Paired measurements: each compares two ways in one run, since machines differ."""
