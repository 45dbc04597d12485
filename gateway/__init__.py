"""The one door: HTTP outside, RPC inside. It authenticates; the services authorise."""
