"""The fee schedule (收费标准): items, their prices, and who is assigned what (B01)."""
