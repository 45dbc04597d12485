"""Rights (权限): who may give and take which roles."""
