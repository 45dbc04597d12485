"""Untold (逾期未告知): what nobody was notified of because it was too late."""
