"""A message ready to leave, and what hands it to its channel."""

from collections.abc import Callable
from dataclasses import dataclass, field


class NotTaken(Exception):
    """A channel did not take a message; the text says why, without the address.

    `for_good`: it will not take it another time either.
    """

    def __init__(self, reason: str, *, for_good: bool = False) -> None:
        super().__init__(reason)
        self.for_good = for_good


@dataclass(frozen=True)
class Parcel:
    """A message ready to leave. `message_id` stays the same however often it is sent."""

    message_id: str
    channel: str
    address: str
    title: str
    text: str
    by: str | None = field(default=None, repr=False)
    """By what the channel is reached; None: by nothing."""


Send = Callable[[Parcel], None]
"""Hands a parcel to its channel; raises `NotTaken`."""
