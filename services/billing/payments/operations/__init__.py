"""Taking payments, and receipts as they are printed."""
