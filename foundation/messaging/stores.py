"""Where a container keeps its store."""

from typing import Any

from foundation.storage.store import Store


def store_of(container: Any) -> Store:
    """The store that one of the container's dependency providers holds as `store`.

    Raise LookupError if there is none. Only after setup.
    """
    for provider in container.dependencies:
        if isinstance(store := getattr(provider, "store", None), Store):
            return store
    raise LookupError(f"{container.service_name} has no provider of a store")
