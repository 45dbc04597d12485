"""Taking one's own data along (P08): everything that we keep of whoever asks, as one file."""

import base64
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from enum import Enum, auto
from typing import Any, Final, NamedTuple

from flask import Response

from contracts.billing import methods as billing
from contracts.complaints import methods as complaints
from contracts.directory import methods as directory
from contracts.method import Method
from contracts.notices import methods as notices
from contracts.repairs import methods as repairs
from contracts.roles import Role
from foundation.actor import Actor
from gateway.context import gateway_context
from gateway.reports.workbook import Table, packed
from gateway.translations import _, _l
from gateway.web import formats
from gateway.web.audit_words import value_word
from gateway.web.field_words import field_word
from gateway.web.forms import PageForm
from gateway.web.site.account import account
from gateway.web.site.forms import TakeData
from gateway.web.site.group import pages
from gateway.web.visitor import visitor

A_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
QUIET = frozenset({
    "id", "version", "actions", "askable", "classifications", "may_reveal", "clock", "deadline",
})  # fmt: skip
"""What says nothing to people; the other file has it."""
PAGE = 100
MOST_PAGES = 50
"""Of one list: nobody has more than 5,000 of anything."""


class Of(Enum):
    """Whose a list is, and so how it is asked for."""

    HOUSEHOLD = auto()
    """Of each household that one belongs to."""
    RESIDENT = auto()
    """Of residents, who see theirs alone; not asked as somebody of the staff."""
    PERSON = auto()


class Part(NamedTuple):
    """One list of what is somebody's own, by the name that the file has for it."""

    name: str
    title: Any
    method: Method
    of: Of = Of.HOUSEHOLD
    more: Mapping[str, Any] = {}
    """What is asked for besides."""
    whole: Method | None = None
    """What reads one of the list with all that happened to it."""


EVER: Final = {"ended": True}
"""With what is no longer there."""
TOLD: Final = {
    "entries": _l("Entries"),
    "looks": _l("Looks at your numbers"),
    "notes": _l("Notes of the staff"),
    "key_households": _l("Regular calls to you"),
    "key_calls": _l("Calls made"),
}
"""The lists in what the directory tells of a person."""
PARTS: Final = (
    Part("household", _l("Household"), directory.GET_HOUSEHOLD),
    Part("household_changes", _l("Changes of the household"), directory.HOUSEHOLD_HISTORY),
    Part("vehicles", _l("Vehicles"), directory.LIST_VEHICLES, more=EVER),
    Part("cards", _l("Keys and cards"), directory.LIST_CARDS, more=EVER),
    Part("pets", _l("Pets"), directory.LIST_PETS, more=EVER),
    Part("bills", _l("Bills"), billing.LIST_BILLS),
    Part("payments", _l("Payments"), billing.LIST_PAYMENTS),
    Part("repairs", _l("Repairs"), repairs.SEARCH, Of.RESIDENT, whole=repairs.GET),
    Part("complaints", _l("Complaints"), complaints.SEARCH, Of.RESIDENT, whole=complaints.GET),
    Part("messages", _l("Messages"), notices.MESSAGES, Of.PERSON),
    Part("logins", _l("Logins"), directory.LIST_SESSIONS, Of.PERSON),
)
"""What there is beside what the directory tells of a person. Each is asked as the person, and shows
what the person's own pages do."""
FILED: Final = {
    "repairs": (repairs.GET_PHOTO, "photos"),
    "complaints": (complaints.GET_ATTACHMENT, "attachments"),
}
"""Of which lists there are files: how one is read, and by what name each of the list has them."""


@pages.post("/account/data", TakeData, otherwise=account)
def take_data(form: TakeData) -> Response:
    """Everything as JSON, for programs, and as a workbook, for people."""
    found = collected(visitor(), form)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as made:
        text = json.dumps([part for _title, part in found], ensure_ascii=False, indent=2)
        made.writestr("data.json", text)
        made.writestr(
            "data.xlsx", packed([sheet(title, part) for title, part in found if part["rows"]])
        )
        for name, content in filed(as_resident(visitor()), found):
            made.writestr(name, content)
    response = Response(archive.getvalue(), content_type="application/zip")
    response.headers.set("Content-Disposition", "attachment", filename="my-data.zip")
    response.headers["Cache-Control"] = "private, no-store"
    return response


def collected(person: Actor, form: PageForm) -> list[tuple[str, dict[str, Any]]]:
    """Each list with its title: its name, of which service it is, and its rows; empty ones, too,
    which say that there is nothing."""
    me = form.call(directory.OWN_DATA)
    lists = {name: me.pop(name) for name in TOLD}
    found = [(_("Person"), part("person", directory.OWN_DATA, [me]))]
    for name, title in TOLD.items():
        found.append((str(title), part(name, directory.OWN_DATA, lists[name])))
    resident = as_resident(person)
    for one in PARTS:
        rows = [row for place in places_of(one, person) for row in everything(resident, one, place)]
        found.append((str(one.title), part(one.name, one.method, rows)))
    return found


def places_of(one: Part, person: Actor) -> list[Mapping[str, Any]]:
    """What a list is asked for, once each."""
    if one.of is Of.HOUSEHOLD:
        return [{"household_id": home} for home in sorted(person.household_ids)]
    return [{}] if one.of is Of.PERSON or Role.RESIDENT in person.roles else []


def filed(person: Actor, found: list[tuple[str, dict[str, Any]]]) -> Iterator[tuple[str, bytes]]:
    """The files of the own repairs and cases, named by the number of what it belongs to."""
    for _title, one in found:
        if one["what"] not in FILED:
            continue
        look, name = FILED[one["what"]]
        assert look.route
        whose, which = look.route.in_path
        for thing in one["rows"]:
            for place, file in enumerate(thing[name], start=1):
                about = {whose: thing["id"], which: file["id"]}
                whole = gateway_context().call(look, about, person)
                ending = file["media_type"].rpartition("/")[2].replace("jpeg", "jpg")
                content = base64.b64decode(whole["content"])
                yield f"{name}/{thing['number']}-{place}.{ending}", content


def as_resident(person: Actor) -> Actor:
    """The person as a resident alone: who works here, too, sees more than the own."""
    if Role.RESIDENT not in person.roles:
        return person
    grants = frozenset(one for one in person.grants if one.role == Role.RESIDENT)
    return replace(person, roles=frozenset({Role.RESIDENT}), grants=grants)


def everything(
    person: Actor, wanted: Part, place: Mapping[str, Any]
) -> Iterator[Mapping[str, Any]]:
    """All rows of a list, page by page, each whole."""
    ask = gateway_context().call
    cursor = None
    for _page in range(MOST_PAGES):
        asked = {**place, **wanted.more}
        if "cursor" in wanted.method.request().fields:
            asked |= {"limit": PAGE, "cursor": cursor}
        answer = ask(wanted.method, asked, person)
        for row in answer.get("items", [answer]):
            yield ask(wanted.whole, about(wanted.whole, row), person) if wanted.whole else row
        cursor = answer.get("next_cursor")
        if cursor is None:
            return


def about(method: Method, row: Mapping[str, Any]) -> dict[str, Any]:
    """The argument that names a row."""
    assert method.route
    (which,) = method.route.in_path
    return {which: row["id"]}


def part(name: str, method: Method, rows: list[Any]) -> dict[str, Any]:
    """A list as the file has it."""
    return {"service": method.service, "what": name, "rows": rows}


def sheet(title: str, found: Mapping[str, Any]) -> Table:
    """A list as a sheet: a column for each field, in the words of the reader."""
    names = dict.fromkeys(name for row in found["rows"] for name in row)
    shown = [name for name in names if name not in QUIET and not name.endswith("_id")]
    rows = [
        [cell(found["service"], name, row.get(name)) for name in shown] for row in found["rows"]
    ]
    return Table(title, [field_word(name) for name in shown], rows)


def cell(service: str, name: str, value: Any) -> str:
    """A value as people read it; what has parts with the name of each."""
    if isinstance(value, str) and A_MOMENT.match(value):
        return str(formats.moment(value))
    if isinstance(value, dict):
        said = (
            f"{field_word(part)} {cell(service, part, one)}"
            for part, one in value.items()
            if part not in QUIET and not part.endswith("_id") and one not in (None, "", [])
        )
        return _(", ").join(said)
    if isinstance(value, list) and any(isinstance(one, dict) for one in value):
        return "\n".join(cell(service, name, one) for one in value)
    return value_word(service, name, value)
