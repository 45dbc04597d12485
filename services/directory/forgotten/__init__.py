"""Forgotten passwords (忘记密码): a link to whoever has an address; one's own contact."""
