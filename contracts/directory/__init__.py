"""What the directory (住户档案) publishes and takes: households, people, roster, sessions."""
