"""The check of the books (对账): the ledger against the papers, every night (B09)."""
