"""The HTTP server of green threads: eventlet's."""

from eventlet import listen
from eventlet.wsgi import STATE_IDLE, STATE_REQUEST, HttpProtocol, Server, server

__all__ = ["STATE_IDLE", "STATE_REQUEST", "HttpProtocol", "Server", "listen", "server"]
