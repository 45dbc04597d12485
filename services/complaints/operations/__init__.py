"""Use cases of complaints, one file per capability."""
