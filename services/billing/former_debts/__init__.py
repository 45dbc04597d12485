"""What former owners and tenants owe (前业主欠费): finance follows it (B19)."""
