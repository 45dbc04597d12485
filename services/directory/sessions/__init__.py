"""Sessions (登录会话): logging in, and logins that are open."""
