"""Response (响应时限, R02): the clock from the request until the engineer sets out."""
