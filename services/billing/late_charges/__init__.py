"""Late charges (违约金): grown by the day, waived by a supervisor (B11)."""
