"""Daily work (每日任务): deadlines that set their next one, and the day of a unit of work."""
