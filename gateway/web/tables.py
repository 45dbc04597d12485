"""Tables that are shown and downloaded: what a page shows and its spreadsheet has is one thing.

    def by_team(board: Any) -> Table:
        return Table(
            _("By team"), [_("Team"), _("Cases")],
            [[text(row["key"]), count(row["count"], address)] for row in board["by_team"]],
            _("Nothing is overdue"),
        )

    return sheets("manager/overdue.html", "overdue", [by_team(board)])

The page draws each with `{{ listed(tables[0]) }}` of `tables.html`; with `?format=xlsx` the same
address, and so the same filters, gives a workbook with one sheet per table.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask import Response, request

from contracts.code import Code, Tone
from contracts.method import Method
from gateway.reports import workbook
from gateway.translations import _
from gateway.web import clock, formats, places
from gateway.web.calls import call
from gateway.web.pages import page
from gateway.words import worded

PAGE, WHOLE = 50, 200
"""Rows of a list that a page shows, and that are asked for at once for a download."""
ON_A_PHONE = 2
"""Columns that are read side by side on a phone."""
ISO_DAY = len("2026-11-21")
SHORT = 16
FEW = 11
"""Letters of a text that is not broken into lines: in all, and of English words."""


@dataclass(frozen=True)
class Cell:
    """What stands in the spreadsheet, and how the page shows it."""

    value: workbook.Cell
    shown: str
    look: str = ""
    """`num` for figures, `nowrap` for what stays on one line."""
    tone: str = ""
    """Colour of a state."""
    address: str = ""
    """Where the page leads from here."""


class Placed(list[Cell]):
    """A row about something that has a place."""

    def __init__(self, item: Mapping[str, Any], cells: Iterable[Cell]) -> None:
        super().__init__(cells)
        self.place = places.name_of(item)
        """What its community is called, to a reader who sees several; else empty (P01)."""


def placed(item: Mapping[str, Any], *cells: Cell) -> Placed:
    """The row of an item of a list: a reader who sees several communities sees of which it is."""
    return Placed(item, cells)


@dataclass(frozen=True)
class Table:
    """A table with its empty state; the community of its rows goes before all, where they say it
    (`placed`)."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    nothing: str
    hint: str = ""

    def __post_init__(self) -> None:
        """Put the communities in front of the rows."""
        if any(isinstance(row, Placed) for row in self.rows) and places.names():
            rows = [[text(getattr(row, "place", "")), *row] for row in self.rows]
            object.__setattr__(self, "headings", [_("Community"), *self.headings])
            object.__setattr__(self, "rows", rows)

    @property
    def columns(self) -> list[tuple[str, str]]:
        """Headings with the look of what stands below."""
        first = self.rows[0] if self.rows else [Cell(None, "")] * len(self.headings)
        looks = ["num" if cell.look == "num" else "" for cell in first]
        return list(zip(self.headings, looks, strict=True))

    @property
    def look(self) -> str:
        """`carded` where the columns are more than a phone is wide: each row is a card there."""
        return "carded" if len(self.headings) > ON_A_PHONE else ""

    def sheet(self) -> workbook.Table:
        """The table as a sheet."""
        rows = [[cell.value for cell in row] for row in self.rows]
        return workbook.Table(self.title, self.headings, rows)


def text(value: str | None, address: str = "") -> Cell:
    """Words of people, and names; short ones stay on one line."""
    return Cell(value or None, value or "", unbroken(value or ""), address=address)


def unbroken(shown: str) -> str:
    """The look of a text; numbers of cases and short Chinese stay whole, English words may wrap."""
    words = shown.isascii() and " " in shown
    return "nowrap" if len(shown) <= (FEW if words else SHORT) else ""


def count(value: int | None, address: str = "") -> Cell:
    """How many; nothing leads to nothing."""
    shown = "" if value is None else formats.quantity(str(value))
    return Cell(value, shown, "num", address=address if value else "")


def yuan(value: str | None) -> Cell:
    """An amount of money."""
    return Cell(workbook.money(value), formats.money(value), "num")


def percent(value: str | None) -> Cell:
    """A share in per cent."""
    return Cell(workbook.share(value), formats.percent(value), "num")


def decimal(value: str | None) -> Cell:
    """A figure with decimals."""
    shown = "–" if value is None else formats.two_decimals(value)
    return Cell(workbook.decimals(value), shown, "num")


def coded(code: Code | None) -> Cell:
    """A code in words, in the colour of its state."""
    if not code:
        return Cell(None, "")
    tone = code.word.tone
    said = worded(code)
    if tone is Tone.QUIET:
        return Cell(said, said, unbroken(said))
    return Cell(said, said, "nowrap", tone=tone)


def moment(value: str | None) -> Cell:
    """A point in time."""
    if not value:
        return Cell(None, "")
    at = clock.read(value).replace(second=0, microsecond=0)
    return Cell(at, formats.moment(value), "nowrap")


def day(value: str | None) -> Cell:
    """A calendar day."""
    if not value:
        return Cell(None, "")
    on = date.fromisoformat(value) if len(value) == ISO_DAY else clock.read(value).date()
    return Cell(on, formats.day(value), "nowrap")


def due(value: str | None) -> Cell:
    """A deadline: when in the spreadsheet, what is left of it on the page."""
    if not value:
        return Cell(None, "")
    return Cell(moment(value).value, formats.left(value), tone=formats.urgency(value))


def linked(cell: Cell, address: str) -> Cell:
    """The cell, leading somewhere."""
    return replace(cell, address=address)


def downloading() -> bool:
    """Whether the table is wanted as a spreadsheet."""
    return request.args.get("format") == "xlsx"


def listed(method: Method, /, **filters: Any) -> dict[str, Any]:
    """A page of a list by its cursor; for a download all of it, as filtered."""
    if downloading():
        read = list(pages_of(method, **filters))
        items = [item for found in read for item in found["items"]]
        return read[0] | {"items": items, "next_cursor": None}
    found: dict[str, Any] = call(
        method, **filters, limit=PAGE, cursor=request.args.get("cursor") or None
    )
    return found


def every(method: Method, /, **filters: Any) -> Iterator[dict[str, Any]]:
    """All that a list has."""
    for found in pages_of(method, **filters):
        yield from found["items"]


def pages_of(method: Method, /, **filters: Any) -> Iterator[dict[str, Any]]:
    """A list page by page, with what each says besides its items."""
    cursor = None
    while True:
        found: dict[str, Any] = call(method, **filters, limit=WHOLE, cursor=cursor)
        yield found
        cursor = found["next_cursor"]
        if cursor is None:
            return


def sheets(template: str, name: str, /, tables: Sequence[Table], **context: Any) -> str | Response:
    """The page with its tables, or these as a workbook called after the page and the day."""
    if downloading():
        return workbook.workbook([table.sheet() for table in tables], f"{name}-{clock.now():%F}")
    return page(template, tables=tables, **context)
