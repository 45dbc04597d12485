"""Quick replies (常用语, C07) in forms: chosen beside the text that they are for.

A script puts one in at the cursor; without scripts the button sends the form, which comes back with
the text at the end of what was written, and nothing done.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import request

from contracts.complaints import methods
from contracts.complaints.quick_replies import Fact
from foundation.placeholders import filled
from gateway.translations import _
from gateway.web.action_forms import ActionForm
from gateway.web.calls import call_each
from gateway.web.visitor import visitor
from gateway.words import worded


@dataclass(frozen=True)
class Offered:
    """One as a form offers it."""

    code: str
    title: str
    text: str
    """With the facts of the thing that is written about."""


def offer(forms: Iterable[ActionForm], **facts: str | None) -> None:
    """Have fields offer what is often said in them, filled with facts, by the values of `Fact`.

    What there is no fact for says so, for whoever writes to see. Where the replies cannot be read
    the forms do without.
    """
    taking = [form for form in forms if form.quick]
    if not taking:
        return
    [found] = call_each((methods.QUICK_REPLIES, {}))
    said = facts_of(facts)
    for form in taking:
        for name, use in form.quick.items():
            form[name].quick = [
                Offered(one["code"], one["title"], filled(one["text"], said))
                for one in (found or {"items": []})["items"]
                if use in one["uses"]
            ]
        if form.inserting:
            put_in(form[form.inserting])


def facts_of(known: Mapping[str, str | None]) -> dict[str, str]:
    """A text for every placeholder."""
    mine = {Fact.ME: visitor().name, **known}
    return {str(fact): mine.get(fact) or missing(fact) for fact in Fact}


def missing(fact: Fact) -> str:
    """What stands where a fact is to be written."""
    said: str = _("[%(what)s]", what=worded(fact))
    return said


def put_in(field: Any) -> None:
    """Add the reply that was chosen to what is written."""
    code = request.form.get(f"quick-{field.name}", "")
    chosen = next((one.text for one in field.quick if one.code == code), "")
    field.data = "\n".join(filter(None, ((field.data or "").rstrip(), chosen)))
