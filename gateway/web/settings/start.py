"""Where the settings begin: at the first page that somebody may see."""

from flask import Response, url_for

from gateway.web.redirects import redirect_to
from gateway.web.settings.group import OPENING, pages, sections
from gateway.web.settings.opening import is_needed


@pages.get("/")
def start() -> Response:
    """Lead on: to the opening, while something is missing."""
    (first, *others) = sections()
    if first[0] == OPENING and not is_needed():
        first = others[0]
    return redirect_to(url_for(first[0]))
