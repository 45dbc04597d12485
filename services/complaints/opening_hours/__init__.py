"""When the desk of a community is open (P01, X05)."""
