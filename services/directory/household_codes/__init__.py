"""Household codes (入户邀请码): printed, given on, used by residents who come in by themselves."""
