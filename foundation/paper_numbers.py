"""Numbers of papers, however they are typed: `ts-2026-1` is TS-2026-000001 (P07)."""

import re
import unicodedata

PLACES = 6
_NUMBER = re.compile(r"([A-Z]{2,3})(?:-([A-Z0-9]{1,10}))?-(20\d\d)-(\d{1,9})")
_DASHES = re.compile(r"[‐‑‒–—―−－_\s]+")


def number_meant(text: str) -> str | None:
    """The number that a text is; None where it is none."""
    said = _DASHES.sub("-", unicodedata.normalize("NFKC", text).strip()).upper()
    found = _NUMBER.fullmatch(said)
    if found is None:
        return None
    series, community, year, number = found.groups()
    return "-".join(filter(None, (series, community, year, number.zfill(PLACES))))
