"""Households (房屋) as billing keeps them: the state of each unit by the day (B01, B16)."""
