"""Search for households (住户查找), by place, name or number."""
