"""Putting the pages into the app."""

from typing import Any

from flask import Flask
from flask_wtf.csrf import generate_csrf

from contracts.roles import Role
from foundation.actor import Actor
from foundation.config import Settings
from foundation.errors import ServiceError
from gateway import problems, translations, words
from gateway.api.demo import MOVES_CLOCK
from gateway.company_login import Provider
from gateway.finding import may_find
from gateway.languages import TAGS, language
from gateway.sessions import Sessions
from gateway.throttling import Attempts
from gateway.web import (
    assets,
    beginnings,
    deadlines,
    error_pages,
    formats,
    icons,
    live,
    markup,
    menu,
    places,
    qr_codes,
    visitor,
)
from gateway.web.groups import GROUPS


def install(app: Flask, settings: Settings, attempts: Attempts, sessions: Sessions) -> None:
    """Add all pages; `attempts` counts failed logins of pages and API together."""
    visitor.install(app, settings)
    translations.install(app)
    formats.install(app)
    assets.install(app)
    icons.install(app)
    markup.install(app)
    places.install(app)
    qr_codes.install(app)
    app.jinja_env.filters.update(word=words.worded, explained=deadlines.explained)
    app.jinja_env.globals.update(is_chinese=formats.is_chinese)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.extensions["guanjia.attempts"] = attempts
    app.extensions["guanjia.company_login"] = Provider.of(settings)
    app.extensions["guanjia.live"] = live.Hub(
        sessions, settings.streams, settings.streams_per_person
    )
    app.context_processor(lambda: frame(settings))
    menu.install(app, GROUPS)
    problems.show_pages(app, error_pages.shown)


def communities_of(actor: Actor | None) -> list[tuple[str, str, bool, bool]]:
    """Id and name of those among which the visitor may choose, whether it is the one, and whether
    it is closed."""
    if actor is None:
        return []
    try:
        chosen = visitor.chosen_community()
        return [(one.id, one.name, one == chosen, one.closed) for one in visitor.communities()]
    except ServiceError:
        return []  # the page itself says what is away


def frame(settings: Settings) -> dict[str, Any]:
    """What the frame of every page shows."""
    actor = visitor.visitor_if_known()
    entries = menu.menu_of(actor)
    return {
        "visitor": actor,
        "moves_clock": actor is not None and actor.has(MOVES_CLOCK),
        "visitor_roles": [Role(role) for role in sorted(actor.roles)] if actor else [],
        "chosen_among": communities_of(actor),
        "closed_community": beginnings.shut(),
        "menu": entries,
        "here_in_menu": menu.current(entries),
        "language": language(),
        "tag": TAGS[language()],
        "finds": may_find(actor),
        "demo": settings.demo,
        "pays_online": settings.takes_online_payments,
        "csrf_token": generate_csrf,
    }
