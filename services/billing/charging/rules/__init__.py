"""Lines of a bill, and how they explain themselves."""
