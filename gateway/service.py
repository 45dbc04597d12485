"""The nameko service that hosts the gateway's Flask app."""

from contracts.events import catalogue
from foundation.config import settings
from foundation.messaging.broadcast import Broadcast
from foundation.messaging.client import RpcClient
from foundation.messaging.container import Entrypoint, address
from gateway.app import create_app
from gateway.server import FlaskServer
from gateway.web.live import Hub


class Site(Entrypoint):  # type: ignore[misc]
    """Serves the app. An entrypoint, so that it stops first: before the client it calls with."""

    server = FlaskServer()
    client = RpcClient()

    def setup(self) -> None:
        """Make the app; raises `ConfigurationError` where the settings do not allow it."""
        app = create_app(self.client, settings())
        self.server.app = app
        self.hub: Hub = app.extensions["guanjia.live"]
        events = {(source, type_) for source, type_, _ in catalogue()}
        sessions = app.extensions["guanjia"].sessions
        self.broadcast = Broadcast(address(), events, self.hub.on_event, missed=sessions.forget)
        self.hub.say = self.broadcast.hint
        sessions.is_listening = lambda: self.broadcast.is_listening

    def start(self) -> None:
        """Begin to receive events."""
        self.broadcast.start()

    def stop(self) -> None:
        """Receive no more, end the streams, let the requests under way finish."""
        self.broadcast.stop()
        self.hub.close()
        self.server.stop()


class GatewayService:
    """The one door (网关)."""

    name = "gateway"

    @Site.decorator  # type: ignore[untyped-decorator]
    def site(self) -> None:
        """Never called: requests go to the Flask app."""
