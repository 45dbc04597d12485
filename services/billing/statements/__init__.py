"""The statement of a household's account (对账单): opening, entries, closing (B09)."""
