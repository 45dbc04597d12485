"""Who waits at the desk (候客, C06)."""
