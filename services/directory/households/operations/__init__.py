"""New rows of the archive, and the event with their state."""
