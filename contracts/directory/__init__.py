"""What the directory (住户档案) tells and takes: households, people, roster, sessions."""
