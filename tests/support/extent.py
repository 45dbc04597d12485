"""How much a run tests: what every change is tried with, what every night, what takes hours."""

import os

SOAK = os.environ.get("GUANJIA_SOAK") == "1"
"""`make soak`: many times as many faults, sequences and cases."""
NIGHTLY = SOAK or os.environ.get("GUANJIA_NIGHTLY") == "1"
"""`make nightly`: every operation on both databases, every journey in every manner of reading, and
five times as many sequences."""
