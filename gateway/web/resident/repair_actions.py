"""What a resident does about a repair: answer the quote, rate, withdraw, add photos."""

from flask import Response

from contracts.repairs import methods
from gateway.translations import _
from gateway.web import attachments
from gateway.web.pages import done
from gateway.web.resident.group import pages
from gateway.web.resident.repair_forms import (
    AcceptQuote,
    Cancel,
    MorePhotos,
    Rate,
    RejectQuote,
)
from gateway.web.resident.repairs import repair


@pages.post("/repairs/<repair_id>/accept-quote", AcceptQuote, otherwise=repair)
def accept_quote(form: AcceptQuote, repair_id: str) -> Response:
    """Agree to the quote (R04)."""
    form.call(methods.ACCEPT_QUOTE, repair_id=repair_id)
    return done(_("You have accepted the quote. The work can begin."), repair, repair_id=repair_id)


@pages.post("/repairs/<repair_id>/reject-quote", RejectQuote, otherwise=repair)
def reject_quote(form: RejectQuote, repair_id: str) -> Response:
    """Refuse the quote (R04)."""
    form.call(methods.REJECT_QUOTE, repair_id=repair_id, **form.values())
    return done(_("You have rejected the quote."), repair, repair_id=repair_id)


@pages.post("/repairs/<repair_id>/rate", Rate, otherwise=repair)
def rate(form: Rate, repair_id: str) -> Response:
    """Say whether it is solved (R05)."""
    said = form.values("remark")
    if form.solved.data:
        said["solved"] = form.solved.data == "yes"
    if form.rating.data:
        said["rating"] = int(form.rating.data)
    form.call(methods.FOLLOW_UP, repair_id=repair_id, **said)
    thanks = _("Thank you for telling us.")
    return done(thanks, repair, repair_id=repair_id)


@pages.post("/repairs/<repair_id>/cancel", Cancel, otherwise=repair)
def cancel(form: Cancel, repair_id: str) -> Response:
    """Withdraw the request."""
    form.call(methods.CANCEL, repair_id=repair_id, **form.values())
    return done(_("Your request has been cancelled."), repair, repair_id=repair_id)


@pages.post("/repairs/<repair_id>/photos", MorePhotos, otherwise=repair)
def send_photos(form: MorePhotos, repair_id: str) -> Response:
    """Add photos."""
    attachments.add(form, methods.ADD_PHOTO, form.photos.data, repair_id=repair_id)
    return done("", repair, repair_id=repair_id)
