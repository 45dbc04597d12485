"""What events of billing make the desk notify, and what they end."""
