"""Tests of equipment of repairs."""
