"""Tests of charges of repairs."""
