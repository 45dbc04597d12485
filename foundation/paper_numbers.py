"""Numbers of papers, however they are typed: `ts-2026-1` is TS-2026-000001 (P07), or that of a
community, such as TS-YH-2026-000001."""

import re
import unicodedata
from collections.abc import Iterable

PLACES = 6
_NUMBER = re.compile(r"([A-Z]{2,3})(?:-([A-Z0-9]{1,10}))?-(20\d\d)-(\d{1,9})")
_RUN_TOGETHER = re.compile(r"([A-Z]{2}[A-Z0-9]{0,12}?)(20\d\d)(\d{6,9})")
"""With the dashes left out; all places of the number then tell it from the year."""
_DASHES = re.compile(r"[‐‑‒–—―−－_\s]+")


def numbers_meant(text: str, codes: Iterable[str] = ()) -> list[str]:
    """The numbers that a text may be: where it names no community, that of each of these as well;
    none where it is no number."""
    said = _DASHES.sub("-", unicodedata.normalize("NFKC", text).strip()).upper()
    found = _NUMBER.fullmatch(said)
    if found is None:
        return run_together(said, codes)
    series, community, year, number = found.groups()
    return whole(series, community, year, number, codes)


def whole(
    series: str, community: str | None, year: str, number: str, codes: Iterable[str]
) -> list[str]:
    """The number in full: of the community that it names, else of each that it may be of."""
    where = [community] if community else ["", *sorted(set(filter(None, codes)))]
    return ["-".join(filter(None, (series, one, year, number.zfill(PLACES)))) for one in where]


def run_together(said: str, codes: Iterable[str]) -> list[str]:
    """The numbers that a text without dashes may be: where the series ends in front of the code of
    a community, nobody has said."""
    found = _RUN_TOGETHER.fullmatch(said)
    if found is None:
        return []
    letters, year, number = found.groups()
    splits = ((letters[:end], letters[end:]) for end in (2, 3) if letters[:end].isalpha())
    return [
        one
        for series, community in dict.fromkeys(splits)
        if not community or community[0].isalpha()
        for one in whole(series, community, year, number, codes)
    ]
