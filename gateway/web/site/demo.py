"""The demo clock of the page header: as in the API, an administrator moves it."""

from datetime import timedelta

from flask import Response, abort, flash

from gateway.api.demo import advance
from gateway.context import gateway_context
from gateway.translations import _
from gateway.web import formats
from gateway.web.redirects import redirect_to
from gateway.web.site.forms import MoveClock
from gateway.web.site.group import pages
from gateway.web.site.sessions import local, start
from gateway.web.visitor import visitor

STEPS = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(weeks=1)}


@pages.post("/demo/clock", MoveClock, otherwise=start)
def move_clock(form: MoveClock) -> Response:
    """Move on, processing every deadline on the way, and go back."""
    step = STEPS.get(str(form.advance.raw_data[0] if form.advance.raw_data else ""))
    if step is None or not gateway_context().settings.demo:
        abort(404)
    present = advance(visitor(), step)
    said = _("It is now %(moment)s.", moment=formats.full_moment(present))
    flash(said, "good")
    return redirect_to(local(form.back.data) or "/")
