"""P08: the download of one's own data, on the account page."""

import io
import json
import zipfile
from typing import Any

import openpyxl

from foundation.actor import Actor
from tests.api.stand_in import StandIn
from tests.web.conftest import NO_MORE, LogIn

ME = {
    "person_id": "a-person", "name": "王芳", "username": "wang", "phone": "13812345678",
    "email": None, "roles": ["resident"], "department": None, "buildings": [], "skills": [],
    "account_since": "2026-11-01T02:00:00Z", "looks": [],
    "entries": [{"household_id": "h1", "relation": "owner", "phone": "13812345678"}],
}  # fmt: skip
LISTS = (
    "directory.household_history", "directory.list_vehicles", "directory.list_cards",
    "directory.list_pets", "billing.list_bills", "billing.list_payments", "repairs.search",
    "complaints.search", "notices.messages",
)  # fmt: skip

NAMES = {"own_data", *(name.split(".")[1] for name in LISTS)}


def answers(services: StandIn) -> None:
    """What the services have of somebody."""
    services.answers["directory.own_data"] = dict(ME)
    services.answers["directory.get_household"] = {"id": "h1", "building": "3栋"}
    services.answers |= dict.fromkeys(LISTS, NO_MORE)


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
    first, second = (
        {"number": "WX-1", "description": "=1+1"}, {"number": "WX-2", "description": "漏水"},
    )  # fmt: skip
    pages = {
        None: {"items": [first], "next_cursor": "c"},
        "c": {"items": [second], "next_cursor": None},
    }
    services.answers["repairs.search"] = lambda data: pages[data["cursor"]]
    assert "下载我的资料" in visiting.text("/account")
    services.calls.clear()
    found, book = taken(visiting.send("/account/data"))
    assert [row["number"] for row in found["search"]] == ["WX-1", "WX-2"], "all pages"
    assert found["get_household"] == [{"id": "h1", "building": "3栋"}]
    sheet = book["报修"]
    assert [cell.value for cell in sheet[1]] == ["编号", "描述"]
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
