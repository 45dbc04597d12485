"""The container that hosts a service: nameko's, known by these names to everything else.

A service class declares dependency providers and entrypoints; the container binds them, gives
every call, event and tick a worker (a green thread with an instance of the class), and stops in
order: entrypoints, workers, providers. What would take nameko's place: docs/adr/018.
"""

from collections.abc import Mapping
from typing import Any

from nameko import config
from nameko.constants import AMQP_URI_CONFIG_KEY
from nameko.exceptions import ContainerBeingKilled
from nameko.extensions import DependencyProvider, Entrypoint, ProviderCollector, SharedExtension
from nameko.runners import ServiceRunner
from nameko.timer import Timer, timer

__all__ = [
    "ContainerBeingKilled",
    "DependencyProvider",
    "Entrypoint",
    "ProviderCollector",
    "ServiceRunner",
    "SharedExtension",
    "Timer",
    "address",
    "configure",
    "setting",
    "timer",
]


def configure(values: Mapping[str, Any]) -> None:
    """Set what `setting` and nameko itself read, before any container is made."""
    config.setup(dict(values))


def setting(key: str, default: Any) -> Any:
    """A value of the configuration."""
    return config.get(key, default)


def address() -> str:
    """How the services of this process reach each other (`transport.transport_of`)."""
    return str(config[AMQP_URI_CONFIG_KEY])
