"""The choice of a community by who works in several (P01)."""

from flask import Response, request

from foundation.errors import NotFound
from gateway.web.menu import home_of
from gateway.web.redirects import redirect_to
from gateway.web.site.forms import ChooseCommunity
from gateway.web.site.group import pages
from gateway.web.site.sessions import local, start
from gateway.web.visitor import choose, communities, visitor


@pages.post("/community", ChooseCommunity, otherwise=start)
def choose_community(form: ChooseCommunity) -> Response:
    """Act in it from now on, and go where one wanted to, or begin at home: what one was looking at
    may be elsewhere. Raise `NotFound` for one in which nothing is held."""
    wanted = form.community.data or None
    if wanted is not None and wanted not in {one.id for one in communities()}:
        raise NotFound
    choose(wanted)
    return redirect_to(local(form.back.data or request.args.get("back")) or home_of(visitor()))
