"""Leavers (迁出人员): nothing personal is kept of them for longer than policy says (P08)."""
