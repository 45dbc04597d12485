"""Unit tests of follow up of repairs."""
