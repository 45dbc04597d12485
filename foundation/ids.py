"""Identifiers: UUIDv7, so that they sort by the time they were made at."""

from datetime import datetime

import uuid_utils


def new_id(at: datetime) -> str:
    """A fresh UUIDv7 of the moment `at` (the injected clock's, so that moved time sorts too)."""
    nanoseconds = int(at.timestamp()) * 1_000_000_000 + at.microsecond * 1000
    return str(uuid_utils.uuid7(nanoseconds=nanoseconds))
