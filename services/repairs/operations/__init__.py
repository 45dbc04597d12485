"""Use cases of repairs, one file per capability."""
