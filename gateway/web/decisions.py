"""Pages on which a second person decides (双人审批): the form, who has it, what it sends.

    DecideVoid = decision(
        methods.DECIDE_VOID, _l("Shall it be voided?"), _l("Yes, void it"), _l("No, it stays")
    )

`decisions.html` has what they show: `request_facts` and `decide`.
"""

from collections.abc import Mapping
from typing import Any

from wtforms import RadioField, TextAreaField

from contracts.decisions import ReasonedDecision
from contracts.method import Method
from gateway.translations import _, _l
from gateway.web import tables
from gateway.web.forms import PageForm, given
from gateway.web.tables import Cell
from gateway.web.visitor import visitor


def decision(method: Method, question: Any, yes: Any, no: Any) -> type[PageForm]:
    """The form that asks whether what was asked for is done; its words are lazily translated."""

    class Decide(PageForm):
        calls = (method,)
        needed = frozenset({"remark"} if issubclass(method.request, ReasonedDecision) else ())
        approve = RadioField(question, choices=lambda: [("true", str(yes)), ("false", str(no))])
        remark = TextAreaField(_l("Remark"), render_kw={"rows": 2})

    return Decide


def offered(form: PageForm | None, kind: type[PageForm], requested: Mapping[str, Any]) -> Any:
    """The form for who may be the second person now; None for all others."""
    (method,) = kind.calls
    return given(form, kind) if requested["decides"] and visitor().has(*method.roles) else None


def decide(form: PageForm, **about: str) -> str:
    """Send the decision about something; what is said then. Who says nothing is asked again."""
    (method,) = form.calls
    form.call(method, **about, approve=form.approve.data, **form.values("remark"))
    return _("Your decision is recorded.")


def headings() -> list[str]:
    """Of the last columns of a list; see `columns`."""
    return [_("Asked by"), _("Asked"), _("Decided by"), _("Decided")]


def columns(requested: Mapping[str, Any]) -> list[Cell]:
    """Who asked and who decided, and when."""
    return [
        tables.text(requested["requested_by"]),
        tables.moment(requested["requested_at"]),
        tables.text(requested["decided_by"]),
        tables.moment(requested["decided_at"]),
    ]
