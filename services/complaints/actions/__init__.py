"""Actions (可办事项, X01): what somebody may do with a case now."""
