"""Where somebody begins, and what the menu offers, by the groups of pages of the app."""

from collections.abc import Iterable

from flask import Flask, current_app, request, url_for

from contracts.roles import Role, Task, who
from foundation.actor import Actor
from gateway.web import beginnings
from gateway.web.pages import MenuItem, Pages

HOMES: tuple[tuple[Task, str], ...] = (
    (Task.LIVES_HERE, "resident.home"),
    (Task.CARRIES_OUT, "field.orders"),
    (Task.SERVES_BUILDINGS, "field.visits"),
    (Task.MANAGES, "manager.home"),
    (Task.DESK, "desk.queue"),
    (Task.INSPECTS, "desk.queue"),
    (Task.KEEPS_BOOKS, "finance.collection"),
    (Task.ADMINISTERS, "settings.start"),
)
"""The page on which somebody begins: that of the first of these which they do."""
ACCOUNT = "site.account"
"""And that of whoever does none of them."""


def install(app: Flask, groups: Iterable[Pages]) -> None:
    """Keep the groups with the app and register their pages."""
    app.extensions["guanjia.pages"] = tuple(groups)
    for group in groups:
        app.register_blueprint(group.blueprint)


def groups() -> tuple[Pages, ...]:
    """The groups of the app, in the order of their menus."""
    kept: tuple[Pages, ...] = current_app.extensions["guanjia.pages"]
    return kept


def home_of(actor: Actor) -> str:
    """The address where somebody begins."""
    return url_for(next((endpoint for task, endpoint in HOMES if actor.has(*who(task))), ACCOUNT))


def menu_of(actor: Actor | None) -> list[MenuItem]:
    """The entries that somebody sees."""
    if actor is None:
        return []
    return [
        entry
        for group in groups()
        for entry in group.menu
        if sees(actor, group.roles if entry.roles is None else entry.roles)
        and beginnings.offers(entry.endpoint)
    ]


def current(entries: list[MenuItem]) -> str:
    """The endpoint of the entry that the page belongs to: whose address the page's begins with."""
    within = (
        (len(address), entry.endpoint)
        for entry in entries
        for address in map(url_for, (entry.endpoint, *entry.also))
        if request.path.startswith(address)
    )
    return max(within, default=(0, ""))[1]


def sees(actor: Actor, roles: frozenset[Role] | None) -> bool:
    """Whether something is for this person."""
    return roles is None or actor.has(*roles)
