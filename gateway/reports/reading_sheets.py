"""The sheet of meter readings to fill in: households, and where their meters stand (B21)."""

from collections.abc import Mapping
from typing import Any

from flask import Response

from contracts.billing.reading_sheets import COLUMNS
from gateway.reports.workbook import Cell, Table, day, decimals, workbook


def workbook_of(answer: Mapping[str, Any]) -> Response:
    """Under the headings of the import; what is to be read is left empty."""
    headings = [column.heading for column in COLUMNS]
    rows: list[list[Cell]] = [
        [
            one["building"], one["entrance"], one["room"], decimals(one["value"]),
            day(one["read_on"]), None, None, None,
        ]
        for one in answer["items"]
    ]  # fmt: skip
    return workbook([Table(answer["name"], headings, rows)], "meter-readings")
