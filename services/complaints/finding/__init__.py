"""Finding cases (查找), by number or words."""
