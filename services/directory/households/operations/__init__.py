"""New rows of the archive, and the event that tells their state."""
