"""A section of the API: views under one tag, each with the OpenAPI operation that describes it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Flask, Response

from contracts.route import Route

PREFIX = "/api/v1"

View = Callable[..., Response]
"""Answers one request; takes the arguments of the path by name."""


@dataclass(frozen=True)
class Documented:
    """A view at its route."""

    route: Route
    name: str
    """Of the view within its section, as logs and metrics name it."""
    view: View
    operation: dict[str, Any]
    """The OpenAPI operation; schemas in it are marshmallow's."""


@dataclass(frozen=True)
class Section:
    """What stands under one tag of the document."""

    tag: str
    description: str
    views: Sequence[Documented]


def register(app: Flask, sections: Iterable[Section]) -> None:
    """Let the app answer all sections below `PREFIX`, a blueprint each."""
    for section in sections:
        blueprint = Blueprint(section.tag, __name__)
        for one in section.views:
            blueprint.add_url_rule(one.route.path, one.name, one.view, methods=[one.route.verb])
        app.register_blueprint(blueprint, url_prefix=PREFIX)
