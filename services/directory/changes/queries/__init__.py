"""Reads about changes: the history, and from which day one may count."""
