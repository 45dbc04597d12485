"""Rules of billing: no I/O, no clock, no database."""
