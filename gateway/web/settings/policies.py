"""Policies (制度): every value that managers can change, with history and effect (P05, P01)."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from flask import Response, abort, request, url_for

from contracts.code import Word
from contracts.directory import methods as directory
from contracts.method import Method
from contracts.methods import METHODS
from contracts.policy import MAY_CHANGE, PolicyOwner, PolicyValue, Subject
from contracts.policy_words import said
from contracts.roles import Role
from contracts.service_admin import ChangeState, Source
from foundation.clock import local_date
from gateway.translations import _
from gateway.web import clock, tables
from gateway.web.audit_words import policy_value
from gateway.web.calls import call_all, call_each
from gateway.web.forms import PageForm, given
from gateway.web.pages import done, page
from gateway.web.settings.group import pages, sections
from gateway.web.settings.policy_forms import SettingForm, form_of
from gateway.web.tables import Cell, Table
from gateway.words import in_words, worded

OWNERS = tuple(PolicyOwner)
ROOM = 48
"""Letters of a value in the list."""
OF_SEVERAL = (Subject.RETENTION, Subject.FILES)
"""Subjects of which several services have values of one name."""


def method_of(service: str, name: str) -> Method:
    """A service's method of this name; a page that is not there for an unknown service."""
    found = [one for one in METHODS if (one.service, one.name) == (service, name)]
    return found[0] if found else abort(404)


def declared(service: str, name: str) -> PolicyValue:
    """What a contract says of a value; a page that is not there for one of no name."""
    if service not in list(PolicyOwner):
        abort(404)
    return policy_value(service, name) or abort(404)


@pages.get("/policies")
def policies() -> str | Response:
    """All of them by subject, searched and marked where they differ."""
    place = asked_place()
    lists = [(method_of(owner, "list_policies"), {"community": place}) for owner in OWNERS]
    found, *answers = call_each((directory.LIST_COMMUNITIES, {}), *lists)
    rows = [row for answer in answers if answer for row in answer["items"]]
    wanted = list(filtered(rows))
    groups = [
        (subject, [row for row in wanted if row["subject"] is subject]) for subject in Subject
    ]
    return tables.sheets(
        "settings/policies.html",
        "policies",
        [table_of(subject, group) for subject, group in groups if group],
        communities=places((found or {"items": []})["items"]),
        away=any(answer is None for answer in answers),
        count=len(wanted),
        sections=sections(),
    )


def asked_place() -> str | None:
    """The community whose values are wanted; None: the company's, or the own."""
    return request.args.get("community", "").strip() or None


def filtered(rows: Iterable[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    """Those that have the words asked for, and differ from the default where only such are
    wanted."""
    words = request.args.get("q", "").casefold().split()
    for row in rows:
        text = f"{row['label']} {row['meaning']} {row['name']} {worded(row['subject'])}".casefold()
        differs = row["source"] is not Source.CODE or row["planned"]
        if all(word in text for word in words) and (differs or not request.args.get("changed")):
            yield row


def places(communities: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """The communities to choose from; nothing where there is but one."""
    several = len(communities) > 1
    return [(one["id"], one["name"] or one["code"]) for one in communities] if several else []


def table_of(subject: Subject, rows: list[dict[str, Any]]) -> Table:
    """The values about one thing."""
    headings = [_("Value"), _("Meaning"), _("In force"), _("Where from")]
    return Table(worded(subject), headings, [cells_of(row) for row in rows], "")


def cells_of(row: dict[str, Any]) -> list[Cell]:
    """A value in the list."""
    value = declared(row["service"], row["name"])
    label = row["label"]
    if row["subject"] in OF_SEVERAL:
        label = f"{worded(PolicyOwner(row['service']))} · {label}"
    place = asked_place()
    address = url_for("settings.policy", service=row["service"], name=row["name"], community=place)
    source = tables.coded(row["source"])
    if row["planned"]:
        source = tables.text(_("%(source)s, a change is planned", source=worded(row["source"])))
    return [
        tables.text(label, address),
        Cell(row["meaning"], row["meaning"]),
        short(spoken(value, row["in_force"])),
        source,
    ]


def short(said_: str) -> Cell:
    """What a value is, as far as a list has room for it; the spreadsheet has it whole."""
    shown = said_ if len(said_) <= ROOM else f"{said_[:ROOM]}…"
    return Cell(said_, shown, tables.unbroken(shown))


def spoken(value: PolicyValue, held: Any) -> str:
    """What a value is, in the reader's language; a dash for what nobody knows."""
    return "–" if held is None else in_words(Word(*said(value, held)[:2]))


@pages.get("/policies/<service>/<name>")
def policy(
    service: str,
    name: str,
    form: PageForm | None = None,
    planned: dict[str, Any] | None = None,
    change_id: str | None = None,
) -> str:
    """One value: what it is, since when, what a change does; and the form to change it."""
    value, place = declared(service, name), asked_place()
    found, communities = call_all(
        (method_of(service, "get_policy"), {"name": name, "community": place}),
        (directory.LIST_COMMUNITIES, {}),
    )
    kind = form_of(value, method_of(service, "change_policy"))
    shown: SettingForm = given(form, kind)
    if form is None or type(form) is not kind:
        shown.filled_from(found["in_force"])
        shown.version.data = str(found["version"])
    back = given(form, TakeBack)
    back.version.data = back.version.data or str(found["version"])
    return page(
        "settings/policy.html",
        policy=found,
        owner=PolicyOwner(service),
        facts=facts_of(value, found, communities["items"]),
        form=shown,
        back=back,
        click=given(form, Click),
        own=found["community"] if found["community_id"] else found["company"],
        preview=planned and preview_of(value, found, planned),
        sent=sent_again() if planned else [],
        history=history_of(value, found["history"]),
        planned=[one for one in found["history"] if one["state"] is ChangeState.PLANNED],
        spoken=lambda held: spoken(value, held),
        changers=_(", ").join(worded(role) for role in Role if role in MAY_CHANGE[found["right"]]),
        communities=places(communities["items"]),
        sections=sections(),
    )


def facts_of(
    value: PolicyValue, found: dict[str, Any], communities: list[dict[str, Any]]
) -> list[tuple[str, str]]:
    """What holds, and what would without it."""
    place = found["community_id"]
    names = {one["id"]: one["name"] or one["code"] for one in communities}
    differs = found["in_force"] != found["default"]
    facts = [
        (_("Applies to"), names.get(place, "") if place else ""),
        (_("In force"), spoken(value, found["in_force"])),
        (_("Where from"), worded(found["source"])),
        (_("Default"), spoken(value, found["default"]) if differs else ""),
        (_("The company's"), "" if found["company"] is None else spoken(value, found["company"])),
    ]
    if place:
        own = _("as the company") if found["community"] is None else ""
        facts.append((_("The community's own"), own or spoken(value, found["community"])))
    return facts


class Click(PageForm):
    """A button."""


class TakeBack(PageForm):
    """Back to what holds without the value."""


def sent_again() -> list[tuple[str, str]]:
    """What was typed, to be sent once more when it is confirmed."""
    return [pair for pair in request.form.items(multi=True) if pair[0] != "act"]


def preview_of(
    value: PolicyValue, found: dict[str, Any], planned: dict[str, Any]
) -> dict[str, Any]:
    """What a change would do."""
    return {
        "before": spoken(value, found["in_force"]),
        "after": spoken(value, planned["in_force"]),
        "source": planned["source"],
        "effects": planned["effects"],
        "from": request.form.get("from_day") or first_day(value, found, planned),
        "address": request.path,
    }


def first_day(value: PolicyValue, found: dict[str, Any], planned: dict[str, Any]) -> str:
    """The day from which a change holds that names none and makes it easier to get in; empty for
    any other, which holds at once."""
    weakens = value.weakens and value.weakens(found["in_force"], planned["in_force"])
    return (local_date(clock.now()) + timedelta(days=1)).isoformat() if weakens else ""


def change_or_show(
    form: PageForm, service: str, name: str, arguments: dict[str, Any]
) -> str | Response:
    """Change a value once it is confirmed; before that show what it does."""
    method, place = method_of(service, "change_policy"), asked_place()
    given_ = {"name": name, "community": place, **arguments}
    if request.form.get("act") != "save":
        planned = form.call(method, **given_, dry_run=True)
        return policy(service=service, name=name, form=form, planned=planned)
    made = form.call(method, **given_)
    planned_now = arguments.get("from") or made["history"][0]["state"] == ChangeState.PLANNED
    said_ = _("It is planned.") if planned_now else _("It is changed.")
    return done(said_, policy, service=service, name=name, community=place)


def form_at_address() -> SettingForm:
    """The form of the value at the address, whatever kind it is of."""
    named = request.view_args or {}
    service, name = named["service"], named["name"]
    return form_of(declared(service, name), method_of(service, "change_policy"))()


@pages.post("/policies/<service>/<name>", form_at_address, otherwise=policy)
def change_policy(form: SettingForm, service: str, name: str) -> str | Response:
    """Set it, once it was shown what that does."""
    return change_or_show(form, service, name, {"value": form.wanted(), **form.arguments()})


@pages.post("/policies/<service>/<name>/back", TakeBack, otherwise=policy)
def take_back(form: TakeBack, service: str, name: str) -> str | Response:
    """Take it back, once it was shown what that does."""
    return change_or_show(form, service, name, {"value": None})


@pages.post("/policies/<service>/<name>/changes/<change_id>/withdraw", Click, otherwise=policy)
def withdraw_change(form: Click, service: str, name: str, change_id: str) -> Response:
    """Take back what is planned."""
    method = method_of(service, "withdraw_policy_change")
    form.call(method, name=name, change_id=change_id)
    return done(_("It is withdrawn."), policy, service=service, name=name, community=asked_place())


def set_to(value: PolicyValue, held: Any) -> str:
    """What a change sets a value to."""
    return _("no value of its own") if held is None else spoken(value, held)


def history_of(value: PolicyValue, entries: list[dict[str, Any]]) -> Table:
    """Who set what when, from when on, and why."""
    rows = [
        [
            tables.moment(one["at"]),
            tables.text(one["by"]),
            tables.text(one["community"] or _("The company")),
            tables.text(spoken(value, one["before"])),
            tables.text(
                _("no value of its own") if one["value"] is None else spoken(value, one["value"])
            ),
            tables.moment(one["from"]),
            tables.text(one["reason"]),
            tables.coded(one["state"]),
        ]
        for one in entries
    ]
    headings = [
        _("When"), _("By"), _("Applies to"), _("Before"), _("After"), _("Holds from"), _("Reason"),
        _("State"),
    ]  # fmt: skip
    return Table(_("History"), headings, rows, _("Nobody has changed it"))
