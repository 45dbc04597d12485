"""Who takes up what residents write online, and that it is not left lying (C06)."""
