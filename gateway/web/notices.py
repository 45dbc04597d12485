"""What pages of residents and of the desk say of a notice alike."""

from collections.abc import Mapping
from typing import Any


def is_unread(notice: Mapping[str, Any]) -> bool:
    """Whether a notice still waits for its reader: to be read, or to be confirmed (N04)."""
    return not notice["acknowledged_at" if notice["must_acknowledge"] else "read_at"]
