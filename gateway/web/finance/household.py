"""A household as lists of finance name it."""

from typing import Any

from flask import url_for

from gateway.web import tables
from gateway.web.tables import Cell


def household(item: dict[str, Any]) -> Cell:
    """Building and unit, leading to all that is open for it."""
    address = url_for("desk.household", household_id=item["household_id"])
    return tables.text(f"{item['building']} {item['unit']}", address)
