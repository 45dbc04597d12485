"""Trends (趋势, X14): how months compare, and who is ranked."""
