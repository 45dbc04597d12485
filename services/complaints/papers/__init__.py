"""Papers (文书验真, P10): what the written answer says, for whoever verifies it."""
