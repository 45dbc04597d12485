"""Past periods in which something has changed, and what stands on their bills."""
