"""Finding notices (查找), by number or words."""
