"""Reading (阅读与确认): of a notice, for the household or oneself."""
