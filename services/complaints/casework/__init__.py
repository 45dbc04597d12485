"""Casework (办理, X01): what every action on a case does: open it, move it on, end it."""
