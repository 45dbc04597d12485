"""The HTTP API: one file per service, one line per endpoint."""
