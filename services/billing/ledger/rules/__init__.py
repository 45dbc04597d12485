"""What is booked for each thing that happens, and which debts a sum of money settles."""
