"""Arrival (到达): when something stands in the portal, and who learns of it."""
