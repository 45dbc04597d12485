"""Follow-up (回访, R05): the resident is asked two to three days after completion."""
