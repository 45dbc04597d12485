"""Tests of response of repairs."""
