"""Deadlines (时限, X05, X09): the clock of a case, its limit, and what stops it."""
