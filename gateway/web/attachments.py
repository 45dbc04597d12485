"""Photos and papers: taking them in with a form, and showing them, whatever they belong to."""

from base64 import b64encode
from typing import Any

from flask import Response, flash
from wtforms import MultipleFileField
from wtforms.validators import Optional

from contracts.method import Method
from foundation.errors import ServiceError
from gateway import problems
from gateway.reports import files
from gateway.translations import _l
from gateway.web.calls import call, call_as, submitted
from gateway.web.forms import PageForm
from gateway.web.visitor import visitor

MOST = 6
SHRUNK = {"data-shrink": "1600"}


def papers_field() -> Any:
    """The field of a form for photos and papers."""
    return MultipleFileField(
        _l("Attachments"),
        [Optional()],
        description=_l("Photos (JPEG, PNG) or PDF, up to 6."),
        render_kw={"accept": "image/jpeg,image/png,application/pdf", **SHRUNK},
    )


def add(form: PageForm, method: Method, sent: Any, **named: Any) -> None:
    """Attach files to what stands already, once however often the form is sent: what is wrong with
    one is shown, not refused."""
    for number, file in enumerate(list(sent or [])[:MOST]):
        content = file.read() if file else b""
        if not content:
            continue
        actor = submitted(visitor(), f"{form.once.data}.{number}", None)
        try:
            call_as(actor, method, {**named, "content": b64encode(content).decode()})
        except ServiceError as refusal:
            flash(f"{file.filename}: {problems.details_of(refusal).detail}", "bad")


def shown(method: Method, **named: str) -> Response:
    """A file's content."""
    return files.filed(call(method, **named))
