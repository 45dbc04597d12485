"""Outcomes of door visits (上门结果), and what follows from them (B04, B13)."""
