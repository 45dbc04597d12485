"""P08: the download of one's own data, on the account page."""

import base64
import io
import json
import zipfile
from typing import Any

import openpyxl

from contracts.directory import methods as directory
from contracts.method import Method
from foundation.actor import Actor
from gateway.web.field_words import FIELDS
from gateway.web.site.own_data import PARTS, QUIET, TOLD
from tests.api.stand_in import StandIn
from tests.web.conftest import NO_MORE, LogIn

ME = {
    "person_id": "a-person", "name": "王芳", "username": "wang", "phone": "13812345678",
    "email": None, "roles": ["resident"], "department": None, "buildings": [], "skills": [],
    "account_since": "2026-11-01T02:00:00Z", "looks": [],
    "notes": [{"household_id": "h1", "text": "听力不好", "important": True}],
    "key_households": [{"id": "k1", "household_id": "h1", "kind": "elderly_alone"}],
    "key_calls": [{"key_household_id": "k1", "outcome": "reached", "remark": "都好"}],
    "entries": [{"household_id": "h1", "relation": "owner", "phone": "13812345678"}],
}  # fmt: skip
LISTS = (
    "directory.household_history", "directory.list_vehicles", "directory.list_cards",
    "directory.list_pets", "billing.list_bills", "billing.list_payments", "repairs.search",
    "complaints.search", "notices.messages",
)  # fmt: skip

NAMES = {"own_data", *(name.split(".")[1] for name in LISTS)}

REPAIRS = {
    "r1": {"id": "r1", "number": "WX-1", "description": "=1+1"},
    "r2": {"id": "r2", "number": "WX-2", "description": "漏水"},
}


def answers(services: StandIn) -> None:
    """What the services have of somebody."""
    services.answers["directory.own_data"] = dict(ME)
    services.answers["directory.get_household"] = {"id": "h1", "building": "3栋"}
    services.answers |= dict.fromkeys(LISTS, NO_MORE)
    services.answers["repairs.get"] = lambda data: REPAIRS[data["repair_id"]] | {"photos": []}


def taken(answer: Any) -> tuple[dict[str, Any], Any]:
    """The lists by their names, and the workbook."""
    assert answer.status_code == 200, answer.get_data(as_text=True)
    assert answer.headers["Cache-Control"] == "private, no-store"
    with zipfile.ZipFile(io.BytesIO(answer.get_data())) as archive:
        parts = json.loads(archive.read("data.json"))
        book = openpyxl.load_workbook(io.BytesIO(archive.read("data.xlsx")))
    return {part["what"]: part["rows"] for part in parts}, book


def test_P08_everything_of_ones_own_comes_as_one_file(log_in: LogIn, services: StandIn) -> None:
    visiting = log_in("resident")
    answers(services)
    pages = {
        None: {"items": [{"id": "r1"}], "next_cursor": "c"},
        "c": {"items": [{"id": "r2"}], "next_cursor": None},
    }
    services.answers["repairs.search"] = lambda data: pages[data["cursor"]]
    assert "下载我的资料" in visiting.text("/account")
    services.calls.clear()
    found, book = taken(visiting.send("/account/data"))
    assert [row["number"] for row in found["repairs"]] == ["WX-1", "WX-2"], "all pages, each whole"
    assert found["household"] == [{"id": "h1", "building": "3栋"}]
    assert found["pets"] == [], "that there is nothing is said"
    assert found["notes"][0]["text"] == "听力不好" and found["key_calls"][0]["remark"] == "都好"
    asked_for_pets = [one.data for one in services.calls if one.method == "list_pets"]
    assert [one["ended"] for one in asked_for_pets] == [True], "with those of before"
    sheet = book["报修"]
    assert [cell.value for cell in sheet[1]] == ["编号", "描述", "照片"]
    assert (sheet["B2"].value, sheet["B2"].data_type) == ("=1+1", "s"), "no formula"
    asked = [one.data.get("household_id") for one in services.calls if one.method != "own_data"]
    assert {one for one in asked if one} == {"h1"}


def test_P08_who_works_here_too_takes_what_a_resident_sees(
    log_in: LogIn, services: StandIn
) -> None:
    """Asked as a resident alone: as a member of staff one sees what was before one came."""
    visiting = log_in("resident", "receptionist")
    answers(services)
    services.calls.clear()
    taken(visiting.send("/account/data"))
    roles = {one.method: Actor.from_context(one.context).roles for one in services.calls
             if one.method in NAMES}  # fmt: skip
    assert roles.pop("own_data") == {"resident", "receptionist"}
    assert set(roles.values()) == {frozenset({"resident"})}


def test_P08_staff_without_a_household_take_their_own(log_in: LogIn, services: StandIn) -> None:
    visiting = log_in("steward", household_ids=())
    answers(services)
    services.answers["directory.own_data"] = ME | {"entries": []}
    services.calls.clear()
    taken(visiting.send("/account/data"))
    asked = {one.method for one in services.calls}
    assert not asked & {"search", "list_bills", "get_household"}


def test_P08_nobody_takes_anything_without_a_login(services: StandIn, browsing: Any) -> None:
    answer = browsing.send("/account/data")
    assert answer.status_code in (302, 303) and "own_data" not in str(services.calls)


def test_P08_the_photos_of_ones_own_repairs_come_along(log_in: LogIn, services: StandIn) -> None:
    visiting = log_in("resident")
    answers(services)
    photo = {"id": "f1", "media_type": "image/jpeg", "size": 3, "taken_by_name": "王芳"}
    services.answers["repairs.search"] = {
        "items": [{"id": "r1", "number": "WX-1"}], "next_cursor": None,
    }  # fmt: skip
    services.answers["repairs.get"] = {"id": "r1", "number": "WX-1", "photos": [photo]}
    services.answers["repairs.get_photo"] = photo | {"content": base64.b64encode(b"jpg").decode()}
    services.calls.clear()
    answer = visiting.send("/account/data")
    with zipfile.ZipFile(io.BytesIO(answer.get_data())) as archive:
        assert archive.read("photos/WX-1-1.jpg") == b"jpg"
    asked = [one for one in services.calls if one.method in {"get", "get_photo"}]
    assert {Actor.from_context(one.context).roles for one in asked} == {frozenset({"resident"})}


def test_P08_the_attachments_of_ones_own_cases_come_along(log_in: LogIn, services: StandIn) -> None:
    visiting = log_in("resident")
    answers(services)
    paper = {"id": "f1", "media_type": "application/pdf", "size": 3, "taken_by_name": "王芳"}
    content = {"content": base64.b64encode(b"pdf").decode()}
    services.answers["complaints.search"] = {
        "items": [{"id": "c1", "number": "TS-1"}], "next_cursor": None,
    }  # fmt: skip
    services.answers["complaints.get"] = {"id": "c1", "number": "TS-1", "attachments": [paper]}
    services.answers["complaints.get_attachment"] = paper | content
    with zipfile.ZipFile(io.BytesIO(visiting.send("/account/data").get_data())) as archive:
        assert archive.read("attachments/TS-1-1.pdf") == b"pdf"
        parts = {one["what"]: one["rows"] for one in json.loads(archive.read("data.json"))}
    assert parts["complaints"][0]["attachments"] == [paper]


def test_P08_each_list_has_a_name_of_its_own_that_says_what_it_holds(
    log_in: LogIn, services: StandIn
) -> None:
    visiting = log_in("resident")
    answers(services)
    with zipfile.ZipFile(io.BytesIO(visiting.send("/account/data").get_data())) as archive:
        names = [one["what"] for one in json.loads(archive.read("data.json"))]
    assert len(set(names)) == len(names)
    assert names == ["person", *TOLD, *(one.name for one in PARTS)]


def of_rows(method: Method) -> set[str]:
    """The fields of what a list has, that are shown."""
    assert method.response is not None
    schema = method.response()
    if "items" in schema.fields:
        schema = nested(schema.fields["items"])
    return {name for name in schema.fields if name not in QUIET and not name.endswith("_id")}


def nested(field: Any) -> Any:
    """The schema of the items of a list."""
    found = field.inner.nested
    return found() if isinstance(found, type) else found


def test_P08_every_heading_of_the_workbook_is_in_the_readers_language() -> None:
    own = directory.OWN_DATA.response
    assert own is not None
    shown = (of_rows(directory.OWN_DATA) - set(TOLD)).union(
        *(of_rows(one.whole or one.method) for one in PARTS)
    )
    for name in TOLD:
        fields = nested(own().fields[name]).fields
        shown |= {one for one in fields if one not in QUIET and not one.endswith("_id")}
    assert shown - set(FIELDS) == set()


def test_P08_what_has_parts_is_said_by_their_names(log_in: LogIn, services: StandIn) -> None:
    visiting = log_in("resident")
    answers(services)
    bill = {"number": "ZD-1", "lines": [{"bill_id": "b", "amount": "12.00", "remark": None}]}
    services.answers["billing.list_bills"] = {"items": [bill], "next_cursor": None}
    _found, book = taken(visiting.send("/account/data"))
    assert [cell.value for cell in book["账单"][1]] == ["编号", "明细"]
    assert book["账单"]["B2"].value == "金额 12.00"
