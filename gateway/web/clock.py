"""The present of the pages: the machine's clock, in demo mode moved on with the services'."""

from datetime import UTC, datetime, timedelta

from flask import g

from contracts.fields import SHANGHAI
from foundation.config import SERVICES
from foundation.errors import ServiceError
from gateway.context import gateway_context


def now() -> datetime:
    """The present in Shanghai's time; asked once per request."""
    if "now" not in g:
        door = gateway_context()
        g.now = (door.clock.now() + demo_offset()).astimezone(SHANGHAI)
    present: datetime = g.now
    return present


def demo_offset() -> timedelta:
    """How far the demo clock is ahead; nothing outside demo mode, or while nobody can say."""
    door = gateway_context()
    if not door.settings.demo:
        return timedelta()
    try:
        return timedelta(seconds=door.calls.call(SERVICES[0], "clock_offset", {}, {}, timeout=1.0))
    except ServiceError:
        return timedelta()


def read(written: str | datetime) -> datetime:
    """A point in time as the services write it, or in any zone, in Shanghai's."""
    at = datetime.fromisoformat(written) if isinstance(written, str) else written
    return at.astimezone(SHANGHAI)


def utc_now() -> datetime:
    """The present as UTC."""
    return now().astimezone(UTC)
