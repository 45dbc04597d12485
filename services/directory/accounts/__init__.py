"""Accounts (登录账号): opened, disabled, reset; one's own password."""
