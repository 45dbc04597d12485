"""Bills (账单): what was issued, as residents and staff see them, with what is owed (B01, B02)."""
