"""Tests of handover of repairs."""
