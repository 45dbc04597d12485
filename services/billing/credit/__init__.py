"""Credit (预存): it meets debts by itself, and is taken back with what gave it (B07, B18)."""
