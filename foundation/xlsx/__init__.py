"""Reading .xlsx files, with the standard library alone: this runs in a process of its own."""
