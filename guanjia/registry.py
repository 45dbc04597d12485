"""The services by name; each is imported only where it runs."""

from importlib import import_module
from typing import Any

from foundation.config import SERVICES

GATEWAY = "gateway"
CLASSES = {name: f"services.{name}.service:{name.capitalize()}Service" for name in SERVICES} | {
    GATEWAY: "gateway.service:GatewayService"
}


def service_class(name: str) -> type[Any]:
    """The nameko service class of this name."""
    module, _, attribute = CLASSES[name].partition(":")
    found: type[Any] = getattr(import_module(module), attribute)
    return found
