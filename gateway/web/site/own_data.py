"""Taking one's own data along (P08): everything that we keep of whoever asks, as one file."""

import base64
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

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
QUIET = frozenset({"id", "version"})
"""What says nothing to people; the other file has it."""
PAGE = 100
MOST_PAGES = 50
"""Of one list: nobody has more than 5,000 of anything."""


class Part(NamedTuple):
    """One list of what is somebody's own."""

    title: Any
    method: Method
    of_household: bool = True


PARTS = (
    Part(_l("Household"), directory.GET_HOUSEHOLD),
    Part(_l("Changes of the household"), directory.HOUSEHOLD_HISTORY),
    Part(_l("Vehicles"), directory.LIST_VEHICLES),
    Part(_l("Keys and cards"), directory.LIST_CARDS),
    Part(_l("Pets"), directory.LIST_PETS),
    Part(_l("Bills"), billing.LIST_BILLS),
    Part(_l("Payments"), billing.LIST_PAYMENTS),
    Part(_l("Repairs"), repairs.SEARCH),
    Part(_l("Complaints"), complaints.SEARCH),
    Part(_l("Messages"), notices.MESSAGES, of_household=False),
    Part(_l("Logins"), directory.LIST_SESSIONS, of_household=False),
)
"""What there is beside what the directory tells of a person. Each is asked as the person, and shows
what the person's own pages do."""

FILED = (
    (repairs.SEARCH, repairs.GET, repairs.GET_PHOTO, "photos"),
    (complaints.SEARCH, complaints.GET, complaints.GET_ATTACHMENT, "attachments"),
)
"""Of which lists there are files: how one of it is read, with its files by that name, and a file.
"""


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
    """Each list with its title: what is asked for of which service, and what that is."""
    me = form.call(directory.OWN_DATA)
    lists = {name: me.pop(name) for name in ("entries", "looks")}
    found = [(_("Person"), part(directory.OWN_DATA, [me]))]
    for name, title in (("entries", _("Entries")), ("looks", _("Looks at your numbers"))):
        found.append((title, part(directory.OWN_DATA, lists[name])))
    homes = sorted(person.household_ids)
    for one in PARTS:
        places: list[Mapping[str, Any]] = [{}]
        if one.of_household:
            places = [{"household_id": home} for home in homes]
        rows = [row for place in places for row in everything(as_resident(person), one, place)]
        if rows:
            found.append((str(one.title), part(one.method, rows)))
    return found


def filed(person: Actor, found: list[tuple[str, dict[str, Any]]]) -> Iterator[tuple[str, bytes]]:
    """The files of the own repairs and cases, named by the number of what it belongs to."""
    ask = gateway_context().call
    for search, get, look, name in FILED:
        assert look.route
        whose, which = look.route.in_path
        mine = [row for _title, one in found if one["what"] == search.name
                and one["service"] == search.service for row in one["rows"]]  # fmt: skip
        for thing in mine:
            about = {whose: thing["id"]}
            for place, file in enumerate(ask(get, about, person)[name], start=1):
                whole = ask(look, about | {which: file["id"]}, person)
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
    """All rows of a list, page by page."""
    cursor = None
    for _page in range(MOST_PAGES):
        asked = dict(place)
        if "cursor" in wanted.method.request().fields:
            asked |= {"limit": PAGE, "cursor": cursor}
        answer = gateway_context().call(wanted.method, asked, person)
        yield from answer.get("items", [answer])
        cursor = answer.get("next_cursor")
        if cursor is None:
            return


def part(method: Method, rows: list[Any]) -> dict[str, Any]:
    """A list as the file has it."""
    return {"service": method.service, "what": method.name, "rows": rows}


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
