"""What a spreadsheet may hold at most, and the two ways to be refused."""

from dataclasses import dataclass


class Unreadable(Exception):
    """This is no spreadsheet, or a broken one."""


class TooLarge(Exception):
    """It holds more than is bearable."""


@dataclass(frozen=True)
class Limits:
    """Bounds that a sheet of 20,000 households fits in several times."""

    rows: int = 20_000
    """That are not empty, the headings besides."""
    columns: int = 100
    """Columns that are read; what stands further right is left out."""
    cells: int = 1_500_000
    """Empty ones included."""
    in_a_row: int = 16_384
    """Cells of one row, read or not: as many as Excel has columns."""
    styles: int = 66_000
    """A little more than Excel allows."""
    elements: int = 5_000_000
    """Of one part's XML."""
    levels: int = 100
    """Elements within elements."""
    strings: int = 1_000_000
    """Different texts (the part `sharedStrings`)."""
    letters: int = 32_767
    """Of one cell: Excel's own bound."""
    megabytes: int = 64
    """Unpacked, and what the texts of all cells come to."""
    parts: int = 500
    """Files within the archive."""
    seconds: int = 10
    """Of a processor."""
    memory_megabytes: int = 768
