"""B02: the list of bills that are not delivered is empty a week before they are due."""

from typing import Any

import pytest

from foundation.errors import Forbidden
from services.billing.delivery import operations as delivery
from tests.operations.billing.conftest import Office

pytestmark = pytest.mark.both_databases


def arrives(office: Office, household_id: str) -> None:
    bill = office.bills(household_id)[-1]
    office.receives(
        "on_bill_delivered", bill_id=bill["id"], household_id=household_id, channel="paper",
        delivered_at="2026-11-20T10:00:00+08:00", delivered_by="赵永强", receipt="王芳",
    )  # fmt: skip


def alarms(office: Office) -> list[tuple[int, list[str]]]:
    return [(one["count"], one["buildings"]) for one in office.published("bills_undelivered")]


def listed(office: Office, **filters: Any) -> list[str]:
    found = office.call("list_undelivered", office.supervisor, **filters)["items"]
    return sorted(one["household_id"] for one in found)


def test_B02_supervisors_are_told_a_week_before_again_each_day_and_that_it_is_over(
    billed: Office,
) -> None:
    billed.go_to("2026-11-23", 8)
    assert alarms(billed) == []
    billed.go_to("2026-11-23", 10)
    assert alarms(billed) == [(2, ["1栋", "2栋"])]
    arrives(billed, "h1")
    billed.go_to("2026-11-24", 10)
    assert alarms(billed)[1:] == [(1, ["2栋"])]
    arrives(billed, "h2")
    billed.go_to("2026-11-28", 10)
    assert alarms(billed)[2:] == [(0, [])]
    (first, *_) = billed.published("bills_undelivered")
    (run,) = billed.call("list_bill_runs", billed.finance)["items"]
    assert (first["bill_run_id"], first["period"], first["due_date"]) == (
        run["id"], "2026-Q4", "2026-11-30",
    )  # fmt: skip


def test_B02_nobody_is_told_where_all_are_delivered(billed: Office) -> None:
    arrives(billed, "h1")
    arrives(billed, "h2")
    billed.go_to("2026-12-02")
    assert alarms(billed) == []


def test_B02_it_ends_with_the_due_date(billed: Office) -> None:
    billed.go_to("2026-12-05")
    assert len(alarms(billed)) == 8  # from the 23rd to the 30th


def test_B02_a_run_that_is_due_soon_is_looked_at_the_day_after(office: Office) -> None:
    office.run(due_date="2026-11-05")
    office.go_to("2026-11-02", 23)
    assert alarms(office) == []
    office.go_to("2026-11-03", 10)
    assert len(alarms(office)) == 1


def test_B02_a_cancelled_run_alarms_nobody_any_more(billed: Office) -> None:
    billed.go_to("2026-11-23", 10)
    (run,) = billed.call("list_bill_runs", billed.finance)["items"]
    reason = {"bill_run_id": run["id"], "reason": "误操作"}
    requested = billed.call("cancel_run", billed.finance, **reason)
    decision = {"cancel_request_id": requested["id"], "approve": True}
    billed.call("decide_cancel", billed.supervisor, **decision)
    billed.go_to("2026-11-30")
    assert alarms(billed)[1:] == [(0, [])] and listed(billed) == []


def test_B02_the_list_names_them_by_run_and_building_for_who_sees_to_it(billed: Office) -> None:
    arrives(billed, "h1")
    (one,) = billed.call("list_undelivered", billed.finance)["items"]
    bill = billed.bill("h2")
    assert (one["bill_id"], one["number"], one["building"], one["unit"]) == (
        bill["id"], bill["number"], "2栋", "1-201",
    )  # fmt: skip
    billed.run("2027-Q1", "2027-02-28")
    assert listed(billed) == ["h1", "h2", "h2"]
    (run,) = billed.call("list_bill_runs", billed.finance, period="2026-Q4")["items"]
    assert listed(billed, bill_run_id=run["id"]) == ["h2"]
    assert listed(billed, building="1栋") == ["h1"]
    billed.jump_to("2026-12-02")
    assert listed(billed) == ["h1", "h2"]  # of the run that is still to be paid
    for person in (billed.resident, billed.steward, billed.receptionist):
        with pytest.raises(Forbidden):
            billed.call("list_undelivered", person)


def test_B02_without_the_look_at_deliveries_all_would_be_told(
    billed: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    arrives(billed, "h1")
    monkeypatch.setattr(delivery, "by_building", lambda *_: {"1栋": 1, "2栋": 1})
    billed.go_to("2026-11-23", 10)
    assert alarms(billed) == [(2, ["1栋", "2栋"])]
