"""Keys of others' programs."""
