"""Papers (文书验真, P10): what a work order says, for whoever verifies it."""
