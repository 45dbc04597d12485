"""Cases (投诉, `TS`): what is kept of a contact, and how it is shown."""
