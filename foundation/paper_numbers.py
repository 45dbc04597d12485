"""Numbers of papers, however they are typed: `ts-2026-1` is TS-2026-000001 (P07), or that of a
community, such as TS-YH-2026-000001."""

import re
import unicodedata
from collections.abc import Iterable

PLACES = 6
_NUMBER = re.compile(r"([A-Z]{2,3})(?:-([A-Z0-9]{1,10}))?-(20\d\d)-(\d{1,9})")
_DASHES = re.compile(r"[‐‑‒–—―−－_\s]+")


def numbers_meant(text: str, codes: Iterable[str] = ()) -> list[str]:
    """The numbers that a text may be: where it names no community, that of each of these as well;
    none where it is no number."""
    said = _DASHES.sub("-", unicodedata.normalize("NFKC", text).strip()).upper()
    found = _NUMBER.fullmatch(said)
    if found is None:
        return []
    series, community, year, number = found.groups()
    where = [community] if community else ["", *sorted(set(filter(None, codes)))]
    return ["-".join(filter(None, (series, one, year, number.zfill(PLACES)))) for one in where]
