"""First check (首次核查, R01): the guided questions that rule out wrong handling."""
