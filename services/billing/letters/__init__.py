"""Texts of the dunning steps (催缴文本), and the debts that they name (B12)."""
