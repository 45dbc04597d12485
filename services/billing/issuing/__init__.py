"""Issuing (出具账单): papers, ledger, dunning case and event of bills in one go (B01)."""
