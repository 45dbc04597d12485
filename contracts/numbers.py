"""Numbers as people write them on a bill: the one reader of API, pages and spreadsheets.

What a person would not write there is no number here, although Python takes it: `1_000`, `1e3`,
`+5`, ` 12`, `.5`, `1.`, `-0`, `0012`, digits of other scripts. Full-width ones (１２．５), which a
Chinese keyboard writes, are read as the plain ones that they stand for. Separators of thousands are
left out by everybody alike: `1,000` is one thing here and another there.
"""

import re
from decimal import Decimal

from contracts.text import half_width

_WRITTEN = re.compile(r"-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,18})?")
_DIAL = re.compile(r"[0-9]{1,18}(?:\.[0-9]{1,18})?")
_TOO_LARGE = re.compile(r"-?[1-9][0-9]{18,}(?:\.[0-9]+)?")
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")


class TooLarge(ValueError):
    """A number of more digits than anything here has."""


def number(written: str) -> Decimal:
    """The number that is written; raise `TooLarge`, and `ValueError` for what is none."""
    plain = in_plain_digits(written)
    if not _WRITTEN.fullmatch(plain):
        raise ValueError("not a number")
    return unsigned_zero(Decimal(plain), plain)


def in_plain_digits(written: str) -> str:
    """A text with plain digits for full-width ones; raise `TooLarge` for a number of too many."""
    plain = half_width(written)
    if _TOO_LARGE.fullmatch(plain):
        raise TooLarge("too large a number")
    return plain


def reading(written: str) -> Decimal:
    """As `number`; zeros in front are taken too, since a dial shows them (`00147`)."""
    plain = in_plain_digits(written)
    return Decimal(plain) if _DIAL.fullmatch(plain) else number(plain)


def whole(written: str) -> int:
    """The whole number that is written; raise `TooLarge`, and `ValueError` for what is none."""
    plain = in_plain_digits(written)
    if not _WHOLE.fullmatch(plain):
        raise ValueError("not a whole number")
    return int(unsigned_zero(Decimal(plain), plain))


def unsigned_zero(found: Decimal, written: str) -> Decimal:
    """Nobody writes minus zero."""
    if not found and written.startswith("-"):
        raise ValueError("minus zero")
    return found


def decimals(found: Decimal) -> int:
    """How many decimals were written."""
    exponent = found.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
