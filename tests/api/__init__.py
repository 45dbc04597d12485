"""The gateway: its framework against a stand-in, its endpoints against the running product."""
