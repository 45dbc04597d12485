"""Tests of follow up of repairs."""
