"""The ledger (总账): double entry, never changed; balances are sums of it (B09, B10, B18)."""
