"""The directory (业主档案): households, people, roster, sessions."""
