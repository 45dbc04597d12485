"""Icons of Bootstrap, drawn into the page: no request, no font, coloured like the text."""

import re
from functools import cache

from flask import Flask
from markupsafe import Markup

from gateway.web.assets import BOOTSTRAP

SPRITE = BOOTSTRAP / "icons" / "bootstrap-icons.svg"
SYMBOL = re.compile(r'<symbol[^>]*\bid="([^"]+)"[^>]*>(.*?)</symbol>', re.DOTALL)


@cache
def shapes() -> dict[str, str]:
    """The shapes of all icons by name."""
    return dict(SYMBOL.findall(SPRITE.read_text(encoding="utf-8")))


@cache
def icon(name: str) -> Markup:
    """An icon that says nothing to a screen reader; raise KeyError where there is none."""
    return Markup(  # noqa: S704 - a file of ours
        '<svg class="icon" viewBox="0 0 16 16" fill="currentColor" aria-hidden="true" '
        f'focusable="false">{shapes()[name]}</svg>'
    )


def install(app: Flask) -> None:
    """Let templates draw icons."""
    app.jinja_env.globals["icon"] = icon
