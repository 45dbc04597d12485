"""Forms: what somebody can fill in is what the method takes, no more and no less."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask, g
from marshmallow import ValidationError, fields
from wtforms import HiddenField, PasswordField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectFieldBase

from contracts.billing import methods as billing
from contracts.complaints.fields import CategoryCode, EntryCode
from contracts.directory.communities import CommunityCode
from contracts.directory.company import CreditCode, PublicUrl
from contracts.fields import Email, ServiceLine
from contracts.notices import methods as notices
from contracts.notices.channels import OutletUrl
from contracts.roles import Role
from foundation.actor import Actor
from gateway.web.action_forms import ActionForm
from gateway.web.forms import OF_THE_FORM, PageForm, sources_of
from gateway.web.groups import GROUPS
from gateway.web.schema_fields import arguments
from gateway.web.settings.owned_lists import EntryForm
from tests.api.stand_in import StandIn

assert GROUPS, "all pages are imported"
TEXTS = (StringField, TextAreaField, PasswordField)
OF_THE_PAGE = {
    "expires_time", "kept", "pick", "to", "from_time", "until_time",
    "host", "port", "user", "password", "sender",
}  # fmt: skip
"""Texts that are part of an argument, or none."""
BESIDES = {
    "Contact.kind": {"repair"},
    "Write.audience": set(arguments(notices.DRAFT, "audience")),
}
"""Options that are no values: they decide on the method, or name a part of the argument."""
TOO_LONG = 20_000
NO_MORE = {"items": [], "next_cursor": None}


def kinds(base: type[PageForm]) -> Iterator[type[PageForm]]:
    """All forms of the pages."""
    for kind in base.__subclasses__():
        if kind.__module__.startswith("gateway."):
            yield from kinds(kind)
            if not issubclass(kind, ActionForm | EntryForm) or kind.called():
                yield kind


FORMS = sorted(set(kinds(PageForm)), key=lambda kind: f"{kind.__module__}.{kind.__name__}")


@pytest.fixture(autouse=True)
def somebody(app: Flask, services: StandIn) -> Iterator[None]:
    """Somebody who looks at a page, where no list holds anything."""
    services.answers |= {"billing.list_stewards": NO_MORE, "billing.list_metered": NO_MORE}
    with app.test_request_context():
        g.visitor = Actor(id="a-person", name="王芳", roles=frozenset({Role.RECEPTIONIST}))
        yield


def takes(source: fields.Field[Any], value: Any) -> bool:
    """Whether an argument may have a value."""
    try:
        source.deserialize([value] if isinstance(source, fields.List) else value)
    except ValidationError:
        return False
    return True


def of_length(source: fields.Field[Any], length: int) -> str:
    """A text of so many characters, of the kind that an argument wants."""
    if isinstance(source, Email):
        return "a" * (length - len("@b.cn")) + "@b.cn"
    if isinstance(source, ServiceLine):
        return f"0512{'(' * (length - 12)}65221234"
    if isinstance(source, OutletUrl):
        return "smtp://" + "a" * (length - len("smtp://"))
    if isinstance(source, PublicUrl):
        return "https://" + "a" * (length - len("https://"))
    of_kind = {CategoryCode: "a", EntryCode: "a", CommunityCode: "A", CreditCode: "9"}
    return of_kind.get(type(source), "字") * length


def faults(kind: type[PageForm]) -> Iterator[str]:
    """What a form says otherwise than its methods."""
    sources = sources_of(kind)
    for field in without_ids(kind):
        source = sources.get(field.name)
        named = f"{kind.__name__}.{field.name}"
        if source is None:
            if is_text(field) and field.name not in OF_THE_PAGE:
                yield f"{named}: for no argument"
            continue
        if is_text(field):
            yield from (f"{named}: {said}" for said in faults_of_length(field, source))
        if isinstance(field, SelectFieldBase):
            offered = {option.choice.value for option in field} - {""} - BESIDES.get(named, set())
            refused = {value for value in offered if not takes(source, value)}
            yield from (f"{named}: {value} is refused" for value in sorted(refused))
        elif field.flags.optional is source.required and field.name not in kind.needed:
            yield f"{named}: optional or not"
    for name in sorted(kind.needed):
        if name not in sources or sources[name].required:
            yield f"{kind.__name__}.{name}: needed anyway"


def without_ids(kind: type[PageForm]) -> list[Any]:
    """The fields that somebody fills in."""
    return [
        one
        for one in kind(formdata=None)
        if one.name not in OF_THE_FORM and not isinstance(one, HiddenField)
    ]


def is_text(field: Any) -> bool:
    """Whether something is typed into it."""
    return type(field) in TEXTS


def faults_of_length(field: Any, source: fields.Field[Any]) -> Iterator[str]:
    """Whether the page lets one type exactly what is taken."""
    found = re.search(r'maxlength="(\d+)"', str(field()))
    if not found:
        if takes(source, of_length(source, TOO_LONG)):
            yield "as long as one likes"
        return
    length = int(found[1])
    if not takes(source, of_length(source, length)):
        yield f"{length} characters are refused"
    if takes(source, of_length(source, length + 1)):
        yield f"{length} characters, though more are taken"


@pytest.mark.parametrize("kind", FORMS, ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
def test_a_form_offers_what_its_methods_take(kind: type[PageForm]) -> None:
    assert list(faults(kind)) == []


def test_a_form_that_says_otherwise_is_found() -> None:
    class Otherwise(PageForm):
        calls = (billing.RECORD_OUTCOME,)
        needed = frozenset({"outcome"})
        outcome = RadioField("", choices=[("promise", ""), ("party", "")])
        remark = TextAreaField("", render_kw={"maxlength": 1001})
        promise_date = TextAreaField("")
        note = StringField("")

    class Shorter(PageForm):
        calls = (billing.RECORD_OUTCOME,)
        remark = TextAreaField("", render_kw={"maxlength": 999})

    assert list(faults(Otherwise)) == [
        "Otherwise.outcome: party is refused",
        "Otherwise.remark: 1001 characters are refused",
        "Otherwise.note: for no argument",
        "Otherwise.outcome: needed anyway",
    ]
    assert list(faults(Shorter)) == ["Shorter.remark: 999 characters, though more are taken"]


def test_forms_are_found() -> None:
    assert len(FORMS) > 60
    assert sum(bool(kind.called()) for kind in FORMS) > 55
