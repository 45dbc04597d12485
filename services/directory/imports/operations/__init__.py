"""An import as a whole, and what one row does to the archive."""
