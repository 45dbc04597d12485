"""Watched repairs (X12): what repairs and door visits tell of people who are not content."""
