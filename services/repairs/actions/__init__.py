"""Actions (可办事项): what somebody may do with a repair now."""
