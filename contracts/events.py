"""All events that the services publish."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from contracts.base import Event
from contracts.problems import SERVICES


@cache
def catalogue() -> Mapping[tuple[str, str, int], type[Event]]:
    """Event schemas by source, type and version; raise ValueError for two of the same name."""
    collected: dict[tuple[str, str, int], type[Event]] = {}
    for service in SERVICES:
        for event in events_of(service):
            key = (event.source, event.type_, event.version)
            if key in collected:
                raise ValueError(f"There are two events {key}.")
            collected[key] = event
    return collected


def events_of(service: str) -> tuple[type[Event], ...]:
    """The events that one service publishes, in the order of its contract."""
    name = f"contracts.{service}.events"
    if find_spec(name) is None:
        return ()
    events: tuple[type[Event], ...] = import_module(name).EVENTS
    return events
