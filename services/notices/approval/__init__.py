"""Approval (审批): by a manager who did not write the notice."""
