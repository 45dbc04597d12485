"""What events of repairs make the desk notify, and what they end."""
