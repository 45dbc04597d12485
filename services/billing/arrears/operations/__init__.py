"""What follows when debts change, and its event."""
