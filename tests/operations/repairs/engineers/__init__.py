"""Tests of engineers of repairs."""
