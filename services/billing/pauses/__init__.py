"""Pauses of dunning (暂停催缴): promises, plans, money under way, fee disputes (B13)."""
