"""Answers that are files: an exported sheet, a photo."""

from base64 import b64decode
from collections.abc import Callable, Mapping
from typing import Any

from flask import Response

from contracts.directory.household_sheet import COLUMNS
from gateway.reports.headings import heading
from gateway.reports.workbook import Cell, Table, day, decimals, workbook

KINDS: Mapping[str, Callable[[str], Cell]] = {
    column.heading: kind
    for column in COLUMNS
    for field, kind in (("area_m2", decimals), ("billing_from", day))
    if column.field == field
}
"""Columns that are no texts; identity and telephone numbers are."""


def exported_households(answer: Mapping[str, Any]) -> Response:
    """The rows under the headings of the import template (D01)."""
    kinds = [KINDS.get(column) for column in answer["headings"]]
    rows = [list(map(typed, kinds, row)) for row in answer["rows"]]
    return workbook([Table(heading("households"), answer["headings"], rows)], "households")


def typed(kind: Callable[[str], Cell] | None, cell: Any) -> Cell:
    """A cell as what its column holds."""
    found: Cell = cell if kind is None or cell is None else kind(cell)
    return found


def filed(answer: Mapping[str, Any]) -> Response:
    """A filed photo or paper (N02, R01, P09); its type was established by its content when it was
    filed. What is no picture is offered for keeping, never shown as a page of ours."""
    response = Response(b64decode(answer["content"]), content_type=answer["media_type"])
    response.headers["Cache-Control"] = "private, no-store"
    if not answer["media_type"].startswith("image/"):
        name = f"{answer['id']}.{answer['media_type'].rpartition('/')[2]}"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
