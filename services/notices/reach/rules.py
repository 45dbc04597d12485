"""Who has been reached, and which channel is next for those who have not (N04)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from contracts.notices.channels import Channel


@dataclass(frozen=True)
class Reached:
    """What is known of one recipient of a notice."""

    delivered_by: str | None
    read_at: datetime | None
    acknowledged_at: datetime | None


def is_reached(known: Reached, *, must_acknowledge: bool) -> bool:
    """Whether a recipient needs no further channel.

    Acknowledged where that is asked for; else read, or delivered to the person. Lying in the
    portal is delivered, not reached.
    """
    if must_acknowledge:
        return known.acknowledged_at is not None
    return known.read_at is not None or known.delivered_by not in (None, Channel.PORTAL)


def next_channel(
    ladder: Sequence[str], tried: Collection[str], reachable: Collection[str], *, door: bool
) -> Channel | None:
    """The first channel of the ladder that was not tried and has an address; in the end paper.

    `door` is whether there is a door to deliver to (households have one, staff do not). None:
    everything has been tried.
    """
    for channel in ladder:
        if channel not in tried and channel in reachable:
            return Channel(channel)
    return Channel.PAPER if door and Channel.PAPER not in tried else None
