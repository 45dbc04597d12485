"""What follows when debts change; telling the other services."""
