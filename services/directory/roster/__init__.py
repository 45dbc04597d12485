"""The duty roster (值班表): shifts, who is on duty, where nobody is."""
