"""Bill runs (出账): previewed, started, processed in batches (B01, B16)."""
