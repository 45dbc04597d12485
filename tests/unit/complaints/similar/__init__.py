"""Tests of which cases are similar."""
