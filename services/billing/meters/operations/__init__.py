"""Recording readings, and correcting them."""
