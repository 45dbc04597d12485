"""B21: the page of a household's meters, as finance, the desk and those outside have it."""

from typing import Any

import pytest

from contracts.billing.meters import ReadingOutlier
from tests.api.stand_in import StandIn
from tests.web.conftest import LogIn

HOME = "h1"
PATH = f"/desk/households/{HOME}/meters"
READING: dict[str, Any] = {
    "id": "r2", "household_id": HOME, "name": "水费", "meter": "A-1", "kind": "reading",
    "read_on": "2026-10-31", "previous": "100", "value": "1470", "consumption": "1370",
    "estimated": False, "remark": None,
    "recorded_at": "2026-10-31T10:00:00+08:00", "bill_id": None, "corrects_id": None,
    "reversed_at": None, "reversed_by": None, "reason": None, "credit_bill_id": None,
}  # fmt: skip
REVERSED = READING | {
    "id": "r1", "value": "1400", "reversed_at": "2026-10-31T11:00:00+08:00", "reversed_by": "王芳",
    "reason": "抄错",
}  # fmt: skip
METER = {
    "household_id": HOME, "name": "水费", "name_en": "Water", "unit": "m³", "meter": "A-1",
    "read_on": "2026-10-31", "value": "1470", "usual_per_day": "1.20",
}  # fmt: skip


@pytest.fixture
def home(services: StandIn) -> StandIn:
    """A household with a meter and two readings."""
    services.answers["directory.get_household"] = {
        "id": HOME, "building": "1栋", "unit": "1-101", "owner_name": "王芳",
    }  # fmt: skip
    services.answers["billing.list_meters"] = {"items": [METER]}
    services.answers["billing.list_readings"] = {"items": [READING, REVERSED], "next_cursor": None}
    return services


@pytest.mark.parametrize(
    ("role", "corrects"),
    [("finance", True), ("receptionist", True), ("supervisor", True), ("steward", False)],
)
def test_B21_a_reading_is_corrected_where_it_may_be(
    log_in: LogIn, home: StandIn, role: str, corrects: bool
) -> None:
    browsing = log_in(role)
    page = browsing.text(PATH)
    assert f'action="{PATH}/readings"' in page and f'action="{PATH}/replace"' in page
    assert (f'href="{PATH}?meter_reading_id=r2"' in page) is corrects
    assert f'href="{PATH}?meter_reading_id=r1"' not in page, "reversed ones are history"
    assert "抄错" in page
    form = browsing.text(f"{PATH}?meter_reading_id=r2")
    assert (f'action="{PATH}/readings/r2"' in form) is corrects


@pytest.mark.parametrize("role", ["inspector", "deputy_manager", "resident"])
def test_B21_who_reads_no_meters_has_no_page_of_them(
    log_in: LogIn, home: StandIn, role: str
) -> None:
    assert log_in(role).get(PATH).status_code == 403


def test_B21_what_is_sent_is_what_the_services_take(log_in: LogIn, home: StandIn) -> None:
    desk = log_in("receptionist")
    home.answers["billing.record_readings"] = {"consumption": "47"}
    sent = {"name": "水费", "value": "147", "read_on": "2026-10-31", "once": "k"}
    assert desk.send(f"{PATH}/readings", **sent).headers["Location"] == PATH
    reading = {"household_id": HOME} | {k: sent[k] for k in ("name", "value", "read_on")}
    sent_on = reading | {"confirmed": False, "estimated": False}
    assert home.last.data == {"readings": [sent_on]}
    desk.send(f"{PATH}/readings", **sent | {"estimated": "y", "remark": "锁门", "once": "l"})
    assert home.last.data == {"readings": [sent_on | {"estimated": True, "remark": "锁门"}]}
    home.answers["billing.correct_reading"] = {"reversed": [], "entered": []}
    desk.send(f"{PATH}/readings/r2", value="147", reason="抄错", once="k")
    assert home.last.data == {
        "meter_reading_id": "r2", "value": "147", "reason": "抄错", "confirmed": False,
    }  # fmt: skip
    desk.send(f"{PATH}/readings/r2", value="", reason="抄错", once="k")
    assert "value" not in home.last.data, "taken back"
    home.answers["billing.replace_meter"] = METER
    change = {"name": "水费", "replaced_on": "2026-11-01", "old_end": "1480", "new_start": "0"}
    assert desk.send(f"{PATH}/replace", **change, once="k").status_code == 303
    assert home.last.data == change | {"household_id": HOME, "confirmed": False}


def test_B21_what_is_asked_about_stands_beside_its_field(log_in: LogIn, home: StandIn) -> None:
    desk = log_in("receptionist")
    home.answers["billing.record_readings"] = ReadingOutlier(
        field="value", read_on="2026-10-31", consumption="1370", usual="31.00"
    )
    answer = desk.send(f"{PATH}/readings", name="水费", value="1470", read_on="2026-10-31")
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert "远高于平时（约 31.00）" in page and 'value="1470"' in page
    assert 'id="read_on-水费-value-error"' in page


def test_B21_estimates_and_no_use_are_marked_in_the_history(log_in: LogIn, home: StandIn) -> None:
    marked = READING | {"value": "100", "consumption": "0", "estimated": True, "remark": "锁门"}
    home.answers["billing.list_readings"] = {"items": [marked], "next_cursor": None}
    text = log_in("finance").text(PATH)
    assert "估读" in text and "用量为零" in text and "锁门" in text
