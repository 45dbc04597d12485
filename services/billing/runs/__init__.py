"""Bill runs (出账): previewed, started, worked in batches (B01, B16)."""
