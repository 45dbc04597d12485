"""The second factor (二次验证): kept sealed, proved by codes that count once."""
