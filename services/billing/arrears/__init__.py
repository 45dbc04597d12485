"""Arrears (欠费): what follows when a household's debts change, and who is notified (B04, N03)."""
