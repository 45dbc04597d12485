"""The audit trails of all services as one (P05): newest first, by a cursor that knows each."""

from collections.abc import Callable, Mapping
from heapq import merge
from typing import Any

from contracts.service_admin import audit_trail, verify_audit
from foundation.config import SERVICES
from foundation.errors import InvalidInput

Ask = Callable[..., list[Any]]
"""Asks several methods, each with its arguments."""
LETTERS = dict(zip("dbrcn", SERVICES, strict=True))
"""A letter for each service, as cursors have it."""
OVER = "-"
"""In a cursor: nothing is left of a service."""


def page_of(ask: Ask, arguments: Mapping[str, Any], limit: int) -> dict[str, Any]:
    """A page of all trails together; raise `InvalidInput` for a cursor that is none."""
    places = read_cursor(arguments.get("cursor"))
    wanted = [service for service in SERVICES if places.get(service) != OVER]
    asked = {**arguments, "limit": limit}
    answers = ask(
        *((audit_trail(service), asked | {"cursor": places.get(service)}) for service in wanted)
    )
    known = {service: answer or NOTHING for service, answer in zip(wanted, answers, strict=True)}
    trails = ([{**row, "service": one} for row in known[one]["items"]] for one in wanted)
    rows = list(merge(*trails, key=lambda row: row["at"], reverse=True))
    shown = rows[:limit]
    for service in wanted:
        mine = [row["id"] for row in shown if row["service"] == service]
        had = known[service]
        over = len(mine) == len(had["items"]) and had["next_cursor"] is None
        places[service] = OVER if over else mine[-1] if mine else places.get(service, "")
    left = any(place != OVER for place in places.values())
    return {
        "items": shown,
        "next_cursor": written_cursor(places) if left else None,
        "away": [service for service, answer in zip(wanted, answers, strict=True) if not answer],
    }


NOTHING: Mapping[str, Any] = {"items": [], "next_cursor": None}


def read_cursor(cursor: str | None) -> dict[str, str]:
    """Where a page ended in each service."""
    places = {}
    for part in cursor.split(".") if cursor else ():
        service, place = LETTERS.get(part[:1]), part[1:]
        if service is None or not (place in (OVER, "") or (place.isascii() and place.isdigit())):
            raise InvalidInput("There is no such page.", field="cursor")
        places[service] = place
    return {service: place for service, place in places.items() if place}


def written_cursor(places: Mapping[str, str]) -> str:
    """The same as a text."""
    return ".".join(f"{letter}{places.get(one, '')}" for letter, one in LETTERS.items())


def checked(ask: Ask) -> list[dict[str, Any]]:
    """What came of recomputing the trail of each service, by its name; None of one that is away."""
    answers = ask(*((verify_audit(service), {}) for service in SERVICES))
    return [
        {"service": service, "check": answer}
        for service, answer in zip(SERVICES, answers, strict=True)
    ]
