"""Finding repairs (查找), by number or words."""
