"""Changes of a household, each recorded with before and after."""
