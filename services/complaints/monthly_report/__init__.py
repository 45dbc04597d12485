"""Monthly report (月报, X02): figures of the cases that were lodged in a month."""
