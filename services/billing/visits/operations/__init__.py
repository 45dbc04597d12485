"""Visits that follow the ladder, whose they are, and the alarm where nobody goes."""
