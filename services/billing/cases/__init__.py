"""Dunning cases (催缴案): a household and due date on the ladder, and what decisions need (B12)."""
