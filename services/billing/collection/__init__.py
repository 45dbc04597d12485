"""Collection figures (收缴率、清欠率): as of now, or frozen after the due date (B03, B05)."""
