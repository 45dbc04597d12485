"""Triage (判定, X02, X03): what a case is, and whether it is valid."""
