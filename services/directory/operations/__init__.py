"""Use cases of the directory, one file per capability."""
