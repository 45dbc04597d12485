"""Opening hours (服务时间) as people write them, in one form."""

import re
import unicodedata
from datetime import time

_BETWEEN = re.compile(r"\s*(?:-|–|—|~|至|到)\s*")


def opening_hours(text: str) -> tuple[time, time]:
    """From when to when: `8:00-20:00`, `08：00—20：00` and `8:00至20:00` are one.

    Raise `ValueError` for what is none, or ends before it begins.
    """
    begin, *rest = _BETWEEN.split(unicodedata.normalize("NFKC", text).strip())
    if len(rest) != 1:
        raise ValueError("not a beginning and an end")
    opens, closes = _time(begin), _time(rest[0])
    if not opens < closes:
        raise ValueError("ends before it begins")
    return opens, closes


def _time(text: str) -> time:
    hours, _, minutes = text.partition(":")
    return time.fromisoformat(f"{hours.zfill(2)}:{minutes}")


def written_hours(text: str) -> str:
    """The same in the form in which they are kept and shown: `08:00–20:00`."""
    opens, closes = opening_hours(text)
    return f"{opens:%H:%M}–{closes:%H:%M}"
