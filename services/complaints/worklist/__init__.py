"""Worklist (待办, X03, X07, X09): what waits for a manager."""
