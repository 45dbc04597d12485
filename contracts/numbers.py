"""Numbers as people write them on a bill: the one reader of API, pages and spreadsheets.

What a person would not write there is no number here, although Python takes it: `1_000`, `1e3`,
`+5`, ` 12`, `.5`, `1.`, `-0`, `0012`, full-width and other digits. Separators of thousands are left
out by everybody alike: `1,000` is one thing here and another there.
"""

import re
from decimal import Decimal

_WRITTEN = re.compile(r"-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,18})?")
_DIAL = re.compile(r"[0-9]{1,18}(?:\.[0-9]{1,18})?")
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")


def number(written: str) -> Decimal:
    """The number that is written; raise `ValueError` for what is none."""
    if not _WRITTEN.fullmatch(written):
        raise ValueError("not a number")
    return unsigned_zero(Decimal(written), written)


def reading(written: str) -> Decimal:
    """As `number`; zeros in front are taken too, since a dial shows them (`00147`)."""
    return Decimal(written) if _DIAL.fullmatch(written) else number(written)


def whole(written: str) -> int:
    """The whole number that is written; raise `ValueError` for what is none."""
    if not _WHOLE.fullmatch(written):
        raise ValueError("not a whole number")
    return int(unsigned_zero(Decimal(written), written))


def unsigned_zero(found: Decimal, written: str) -> Decimal:
    """Nobody writes minus zero."""
    if not found and written.startswith("-"):
        raise ValueError("minus zero")
    return found


def decimals(found: Decimal) -> int:
    """How many decimals were written."""
    exponent = found.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
