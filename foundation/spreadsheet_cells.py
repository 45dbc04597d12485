"""What stands in a cell of a spreadsheet, and what a person sees there."""

import unicodedata
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import ROUND_HALF_EVEN, Context, Decimal
from math import isfinite

SHOWN_DIGITS = 15
"""So many digits of a number does a spreadsheet keep and show; what is beyond them is noise."""
_KEPT = Context(prec=SHOWN_DIGITS, rounding=ROUND_HALF_EVEN)
_LARGEST = Decimal(10) ** SHOWN_DIGITS
ERRORS = frozenset(
    {
        "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!",
        "#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!", "#PYTHON!", "#GETTING_DATA",
        "#######", "########",
    }
)  # fmt: skip
"""Also as texts: who copies values copies them."""


@dataclass(frozen=True)
class CellError:
    """A cell in which a formula went wrong: `#N/A`."""

    code: str

    def __str__(self) -> str:
        return self.code


def is_error(cell: object) -> bool:
    """Whether a cell shows that something went wrong in the sheet."""
    if isinstance(cell, str):
        return unicodedata.normalize("NFKC", cell).strip().upper() in ERRORS
    return isinstance(cell, CellError) or (isinstance(cell, float) and not isfinite(cell))


def is_time(cell: object) -> bool:
    """Whether a cell is a day or a time."""
    return isinstance(cell, date | time | timedelta)


def is_number(cell: object) -> bool:
    """Whether a cell is a number, not a text of digits."""
    return isinstance(cell, Decimal | int | float) and not isinstance(cell, bool)


def has_lost_digits(cell: object) -> bool:
    """Whether a number is so long that a spreadsheet has made zeros of its last digits."""
    return is_number(cell) and not is_error(cell) and abs(Decimal(str(cell))) >= _LARGEST


def rounded(number: Decimal) -> Decimal:
    """A number as the sheet shows it: 88.89999999999999 is 88.9 to everybody."""
    return number.normalize(_KEPT)


def shown(cell: object) -> str:
    """A cell as a text; numbers in plain digits."""
    if cell is None:
        return ""
    return f"{rounded(Decimal(str(cell))):f}" if is_number(cell) else str(cell)
