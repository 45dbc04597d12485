"""Making papers, and recording how letters were delivered."""
