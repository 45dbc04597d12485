"""Use cases of notices, one file per capability."""
