"""Notes on a household (住户备注), for the staff."""
