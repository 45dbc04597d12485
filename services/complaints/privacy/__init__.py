"""Privacy (隐私, D03): looks at a contact's whole number, each with its reason."""
