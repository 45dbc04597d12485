"""Closing (结案, X10): the end of a case that has its answer."""
