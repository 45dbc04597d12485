"""Tests of fieldwork of repairs."""
