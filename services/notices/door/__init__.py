"""Door deliveries (上门派送): paper copies, the last channel."""
