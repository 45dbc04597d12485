"""What the gateway needs of the RPC client."""

from collections.abc import Mapping
from typing import Any, Protocol


class Calls(Protocol):
    """Calls a service and waits for its answer."""

    def call(
        self,
        service: str,
        method: str,
        data: dict[str, Any],
        context: Mapping[str, str],
        timeout: float | None = None,
    ) -> Any:
        """The answer in wire form; raises the `ServiceError` that the service answered with,
        `ServiceAway` when nobody listens, `ServiceTimeout` after `timeout` seconds."""
        ...
