"""Unit tests of engineers of repairs."""
