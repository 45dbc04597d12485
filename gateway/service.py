"""The nameko service that hosts the gateway's Flask app."""

from nameko.extensions import Entrypoint

from foundation.config import settings
from foundation.messaging.client import RpcClient
from gateway.app import create_app
from gateway.server import FlaskServer


class Site(Entrypoint):  # type: ignore[misc]
    """Serves the app. An entrypoint, so that it stops first: before the client it calls with."""

    server = FlaskServer()
    client = RpcClient()

    def setup(self) -> None:
        """Make the app; raises `ConfigurationError` where the settings do not allow it."""
        self.server.app = create_app(self.client, settings())

    def stop(self) -> None:
        """Let the requests under way finish."""
        self.server.stop()


class GatewayService:
    """The one door (网关)."""

    name = "gateway"

    @Site.decorator  # type: ignore[untyped-decorator]
    def site(self) -> None:
        """Never called: requests go to the Flask app."""
