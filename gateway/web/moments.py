"""The present of the pages: the machine's clock, in demo mode moved on with the services'."""

from datetime import UTC, datetime, timedelta

from flask import g

from contracts.fields import SHANGHAI
from foundation.config import SERVICES
from foundation.errors import ServiceError
from gateway.gate import gate


def now() -> datetime:
    """The present in Shanghai's time; asked once per request."""
    if "now" not in g:
        door = gate()
        g.now = (door.clock.now() + ahead()).astimezone(SHANGHAI)
    present: datetime = g.now
    return present


def ahead() -> timedelta:
    """How far the demo clock is ahead; nothing outside demo mode, or while nobody can say."""
    door = gate()
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
