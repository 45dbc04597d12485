"""Finding papers about money (查找), by their numbers."""
