"""Members of a household (住户成员): added, changed, removed."""
