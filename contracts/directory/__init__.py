"""What the directory (业主档案) tells and takes: households, people, roster, sessions."""
