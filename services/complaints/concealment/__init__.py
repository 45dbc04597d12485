"""Suspected concealment (涉嫌隐瞒、漏报, X12): what is seen, and when it becomes an item."""
