"""Small helpers of the templates."""

from collections.abc import Sequence
from typing import Any

from flask import Flask, request, url_for


def attributes(described_by: Sequence[str], wrong: bool) -> dict[str, str]:
    """What ties a form field to its hint and its error, for those who do not see them."""
    given: dict[str, str] = {}
    if described_by:
        given["aria-describedby"] = " ".join(described_by)
    if wrong:
        given["aria-invalid"] = "true"
    return given


def address_with(**changes: Any) -> str:
    """The address of this page with other arguments; None takes one out."""
    kept: dict[str, Any] = {name: request.args.getlist(name) for name in request.args}
    arguments = kept | (request.view_args or {}) | changes
    assert request.endpoint
    return url_for(request.endpoint, **arguments)


def here() -> str:
    """The address of this page, to come back to; the start where a form was sent."""
    return request.full_path.rstrip("?") if request.method == "GET" else "/"


def install(app: Flask) -> None:
    """Make the helpers known to the templates."""
    app.jinja_env.globals.update(attributes=attributes, address_with=address_with, here=here)
