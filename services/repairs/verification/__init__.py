"""Verification (核实, R01): the desk's first check, after which a work order is issued."""
