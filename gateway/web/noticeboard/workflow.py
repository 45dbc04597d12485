"""The steps of a notice: submitted, approved or sent back, published, and further (N01)."""

from flask import Response

from contracts.method import Method
from contracts.notices import methods
from gateway.translations import _
from gateway.web.forms import PageForm
from gateway.web.noticeboard.forms import Correct, SendBack, Withdraw
from gateway.web.noticeboard.group import pages
from gateway.web.noticeboard.notices import notice
from gateway.web.pages import done


@pages.post("/<notice_id>/submit", PageForm, otherwise=notice, begins=methods.SUBMIT)
def submit(form: PageForm, notice_id: str) -> Response:
    """The author is done."""
    return step(form, methods.SUBMIT, notice_id, _("Submitted for approval."))


@pages.post("/<notice_id>/approve", PageForm, otherwise=notice)
def approve(form: PageForm, notice_id: str) -> Response:
    """A second person agrees to this very text."""
    return step(form, methods.APPROVE, notice_id, _("Approved."))


@pages.post("/<notice_id>/send-back", SendBack, otherwise=notice)
def send_back(form: SendBack, notice_id: str) -> Response:
    """A second person does not agree, and says why."""
    form.call(methods.SEND_BACK, notice_id=notice_id, remark=form.remark.data)
    return done(_("Sent back to its author."), notice, notice_id=notice_id)


@pages.post("/<notice_id>/publish", PageForm, otherwise=notice, begins=methods.PUBLISH)
def publish(form: PageForm, notice_id: str) -> Response:
    """It goes out, at once or at its time."""
    return step(form, methods.PUBLISH, notice_id, _("The notice goes out."))


def step(form: PageForm, method: Method, notice_id: str, said: str) -> Response:
    """Take a step that needs no words."""
    form.call(method, notice_id=notice_id)
    return done(said, notice, notice_id=notice_id)


@pages.post("/<notice_id>/withdraw", Withdraw, otherwise=notice)
def withdraw(form: Withdraw, notice_id: str) -> Response:
    """Take it back."""
    form.call(methods.WITHDRAW, notice_id=notice_id, reason=form.reason.data)
    return done(_("The notice is taken back."), notice, notice_id=notice_id)


@pages.post("/<notice_id>/correct", Correct, otherwise=notice)
def correct(form: Correct, notice_id: str) -> Response:
    """Write a new version of what is published."""
    form.call(methods.CORRECT, notice_id=notice_id, title=form.title.data, body=form.body.data)
    return done(_("The correction is kept; it takes the same way."), notice, notice_id=notice_id)
