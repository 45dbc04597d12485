"""Rows of a sheet, and what they come to beside what is recorded."""
