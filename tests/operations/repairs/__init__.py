"""Operation tests of repairs."""
