"""Opening hours (服务时间) as people write them, in one form."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import time
from itertools import pairwise

Window = tuple[time, time]
"""From when until when, on one day."""
_WINDOW = re.compile(r"(\d{1,2}):(\d{2})\s*(?:-|–|—|~|至|到)\s*(\d{1,2}):(\d{2})")
_BETWEEN = re.compile(r"\s*[,;、/和]?\s*")
MOST_WINDOWS = 4
LONGEST = MOST_WINDOWS * len("08:00–20:00") + (MOST_WINDOWS - 1) * len(", ")
"""Letters of the longest hours in the form in which they are kept."""


def opening_hours(text: str) -> tuple[Window, ...]:
    """From when until when, once or with breaks (午休) between: `8:00-20:00`, `08：00—20：00` and
    `8:00至20:00` are one, as are `8:00-12:00、13:30-20:00` and `8:00-12:00 13:30-20:00`.

    Raise `ValueError` for what is none, ends before it begins, or runs into the next one.
    """
    text = unicodedata.normalize("NFKC", text).strip()
    windows = tuple(_windows(text))
    if not 1 <= len(windows) <= MOST_WINDOWS:
        raise ValueError("so many windows no day has")
    moments = [moment for window in windows for moment in window]
    if any(not one < next_ for one, next_ in pairwise(moments)):
        raise ValueError("ends before it begins")
    return windows


def _windows(text: str) -> Iterator[Window]:
    at = 0
    while at < len(text):
        if (found := _WINDOW.match(text, at)) is None:
            raise ValueError("not a beginning and an end")
        opens, opens_at, closes, closes_at = (int(part) for part in found.groups())
        yield time(opens, opens_at), time(closes, closes_at)
        gap = _BETWEEN.match(text, found.end())
        at = gap.end() if gap else found.end()


def breaks_between(windows: tuple[Window, ...]) -> tuple[Window, ...]:
    """The breaks of a day that is open at these windows."""
    return tuple((one[1], next_[0]) for one, next_ in pairwise(windows))


def written(windows: tuple[Window, ...]) -> str:
    """Windows in the form in which they are kept and shown: `08:00–12:00, 13:30–20:00`."""
    return ", ".join(f"{opens:%H:%M}–{closes:%H:%M}" for opens, closes in windows)


def written_hours(text: str) -> str:
    """What somebody wrote in that form; raises as `opening_hours`."""
    return written(opening_hours(text))


def hours_around(opens: str, closes: str, breaks: str) -> str:
    """The hours of a day with breaks, each as it is kept: `08:00–12:00, 13:30–20:00`."""
    times = [opens, *breaks.replace(", ", "–").split("–"), closes] if breaks else [opens, closes]
    held = [min(max(one, opens), closes) for one in times]
    windows = zip(held[::2], held[1::2], strict=True)
    return ", ".join(f"{since}–{until}" for since, until in windows if since < until)
