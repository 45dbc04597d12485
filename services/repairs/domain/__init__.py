"""Rules of repairs: pure decisions on a snapshot and a passed moment."""
