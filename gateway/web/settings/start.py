"""Where the settings begin: at the first page that somebody may see."""

from flask import Response, url_for

from gateway.web.redirects import redirect_to
from gateway.web.settings.group import pages, sections


@pages.get("/")
def start() -> Response:
    """Lead on."""
    return redirect_to(url_for(sections()[0][0]))
