"""B13: dunning rests when it must, and goes on where it was."""

from typing import Any

import pytest

from contracts.billing.pauses import NothingOwed, PlanCoversTooLittle
from foundation.errors import InvalidInput
from tests.operations.billing.conftest import Office

DISPUTE = {"complaint_id": "c1", "number": "TS-2026-000001", "household_id": "h1"}


def test_B13_a_fee_complaint_pauses_and_closing_it_resumes_where_it_was(billed: Office) -> None:
    billed.arrive("2026-11-23")
    billed.go_to("2026-11-28")
    billed.receives("on_fee_dispute_opened", **DISPUTE)
    billed.go_to("2026-12-02")
    billed.call_upon(household_id="h2")
    billed.go_to("2026-12-10")
    assert billed.steps() == ["reminder"]
    assert billed.steps("h2") == ["reminder", "message", "visit"]
    assert not billed.visits(household_id="h1")
    billed.receives("on_fee_dispute_closed", **DISPUTE)
    billed.go_to("2026-12-11")
    assert billed.steps() == ["reminder", "message"]
    assert [one["household_id"] for one in billed.visits(household_id="h1")] == ["h1"]
    billed.go_to("2026-12-12")
    billed.call_upon()
    assert billed.steps()[-1] == "visit"
    billed.go_to("2026-12-24")
    assert billed.steps()[-1] == "visit"  # the letter is moved by the ten days of the pause
    billed.go_to("2026-12-25")
    assert billed.steps()[-1] == "letter"


def test_B13_without_the_event_nothing_pauses(billed: Office) -> None:
    """Negative control of the pause."""
    billed.arrive("2026-11-23")
    billed.go_to("2026-12-02")
    billed.call_upon()
    assert billed.steps() == ["reminder", "message", "visit"]


def test_B13_a_dispute_is_counted_once_and_may_be_opened_again(billed: Office) -> None:
    for _ in range(2):
        billed.receives("on_fee_dispute_opened", **DISPUTE)
    billed.receives("on_fee_dispute_closed", **DISPUTE)
    billed.receives("on_fee_dispute_closed", **DISPUTE)
    billed.receives("on_fee_dispute_closed", **DISPUTE | {"complaint_id": "unheard"})
    pauses = billed.call("list_pauses", billed.supervisor)["items"]
    known = {one["reference"]: (one["kind"], one["ended_as"]) for one in pauses}
    assert known == {"c1": ("dispute", "closed"), "unheard": ("dispute", "closed")}
    billed.receives("on_fee_dispute_opened", **DISPUTE)
    (pause,) = billed.call("list_pauses", billed.supervisor, running=True)["items"]
    assert pause["ended_at"] is None


def test_B13_of_two_complaints_both_must_be_closed(billed: Office) -> None:
    other = DISPUTE | {"complaint_id": "c2", "number": "TS-2026-000002"}
    billed.receives("on_fee_dispute_opened", **DISPUTE)
    billed.receives("on_fee_dispute_opened", **other)
    billed.receives("on_fee_dispute_closed", **DISPUTE)
    assert "费用投诉" in billed.preview(on="2026-12-01")["reason"]
    billed.receives("on_fee_dispute_closed", **other)
    assert billed.preview(on="2026-12-01")["would_get"]


def test_B13_the_preview_names_the_pause_before_its_step_is_due(billed: Office) -> None:
    assert billed.preview(on="2026-11-25")["reason"] == "下一步“欠费提醒”在2026年12月1日"
    billed.receives("on_fee_dispute_opened", **DISPUTE)
    waiting = billed.preview(on="2026-11-25")
    assert waiting["reason"] == "暂停：费用投诉处理中；下一步“缴费提醒”已顺延"
    billed.receives("on_fee_dispute_closed", **DISPUTE)
    billed.arrive("2026-11-23")
    billed.receives("on_fee_dispute_opened", **DISPUTE | {"complaint_id": "c2"})
    today = billed.preview()
    assert today["reason"] == "暂停：费用投诉处理中；下一步“欠费提醒”在2026年12月1日"
    assert today["reason_en"] == (
        "rests: fee disputed; the next step, “Message”, is due on December 1, 2026"
    )
    assert not today["would_get"]


def plan(office: Office, *parts: tuple[str, str], household_id: str = "h1") -> dict[str, Any]:
    instalments = [{"due_on": day, "amount": amount} for day, amount in parts]
    data = {"household_id": household_id, "instalments": instalments, "reason": "失业"}
    return dict(office.call("agree_instalments", office.supervisor, **data))


def pauses(office: Office) -> list[str | None]:
    found = office.call("list_pauses", office.supervisor, household_id="h1")["items"]
    return [one["ended_as"] for one in found]


def test_B13_an_instalment_plan_that_is_kept_ends_the_matter(billed: Office) -> None:
    billed.arrive("2026-11-23")
    billed.go_to("2026-12-03")
    plan(billed, ("2026-12-10", "100.00"), ("2026-12-20", "200.00"))
    billed.go_to("2026-12-10")
    billed.pay("100.00")
    billed.go_to("2026-12-19")
    assert pauses(billed) == [None] and "letter" not in billed.steps()
    billed.pay("200.00")
    assert pauses(billed) == ["kept"]
    billed.go_to("2026-12-25")
    assert "letter" not in billed.steps()


def test_B13_a_plan_that_is_broken_resumes_dunning(billed: Office) -> None:
    billed.arrive("2026-11-23")
    billed.go_to("2026-12-02")
    billed.call_upon("hardship")
    billed.go_to("2026-12-03")
    plan(billed, ("2026-12-20", "100.00"), ("2027-01-20", "200.00"))
    billed.go_to("2026-12-20", 23)
    assert pauses(billed) == [None] and billed.steps()[-1] == "visit"
    billed.go_to("2026-12-21")
    assert pauses(billed) == ["broken"] and billed.steps()[-1] == "letter"


def test_B13_a_plan_can_be_agreed_before_the_due_date(billed: Office) -> None:
    """And holds across it: nothing was overdue when it was made."""
    plan(billed, ("2026-11-25", "100.00"), ("2026-12-20", "200.00"))
    assert "分期履行中" in billed.preview(on="2026-11-24")["reason"]
    billed.go_to("2026-11-24")
    billed.pay("100.00")
    billed.go_to("2026-12-05")
    assert (pauses(billed), billed.steps(), billed.visits(household_id="h1")) == ([None], [], [])
    billed.go_to("2026-12-21")
    assert pauses(billed) == ["broken"]
    billed.go_to("2026-12-24")
    assert billed.steps()


def test_B13_a_promise_before_the_due_date_is_kept_by_its_last_payment(billed: Office) -> None:
    plan(billed, ("2026-12-10", "300.00"))
    billed.pay("299.99")
    billed.go_to("2026-12-10")
    assert pauses(billed) == [None]
    billed.pay("0.01")
    assert pauses(billed) == ["kept"]


def test_B13_a_plan_for_all_is_not_kept_by_what_is_overdue_alone(billed: Office) -> None:
    billed.arrive("2026-11-23")
    billed.go_to("2026-12-03")
    billed.run("2027-01", "2027-01-31")
    plan(billed, ("2026-12-10", "300.00"), ("2027-02-10", "100.00"))
    billed.pay("300.00")
    assert pauses(billed) == [None]
    billed.pay("100.00")
    assert pauses(billed) == ["kept"]


def test_B13_a_plan_for_what_is_overdue_leaves_the_rest_alone(billed: Office) -> None:
    billed.arrive("2026-11-23")
    billed.go_to("2026-12-03")
    billed.run("2027-01", "2027-01-31")
    for wrong in ("299.99", "350.00", "400.01"):
        with pytest.raises(PlanCoversTooLittle):
            plan(billed, ("2026-12-10", wrong))
    plan(billed, ("2026-12-10", "300.00"))
    billed.pay("300.00")
    assert pauses(billed) == ["kept"]
    assert billed.statement()["outstanding"] == "100.00"


def test_B13_a_plan_covers_what_is_owed_in_days_to_come(billed: Office) -> None:
    billed.pay("80.00", "h2")
    billed.pay("160.00", "h2")
    with pytest.raises(NothingOwed):
        plan(billed, ("2026-12-10", "300.00"), household_id="h2")
    billed.arrive("2026-11-23")
    billed.go_to("2026-12-03")
    with pytest.raises(PlanCoversTooLittle):
        plan(billed, ("2026-12-10", "299.99"))
    with pytest.raises(InvalidInput):
        plan(billed, ("2026-12-02", "300.00"))
    with pytest.raises(InvalidInput):
        plan(billed, ("2026-12-20", "100.00"), ("2026-12-10", "200.00"))


def test_B13_a_plan_is_listed_with_its_home_and_what_was_paid_towards_it(billed: Office) -> None:
    plan = [{"due_on": "2026-12-01", "amount": "100"}, {"due_on": "2027-01-01", "amount": "200"}]
    data = {"household_id": "h1", "instalments": plan, "reason": "分两次"}
    made = billed.call("agree_instalments", billed.supervisor, **data)
    assert (made["building"], made["unit"], made["paid"]) == ("1栋", "1-101", None)
    billed.pay("120.00")
    (shown,) = billed.call("list_pauses", billed.receptionist, household_id="h1")["items"]
    assert shown["paid"] == "120.00"
    (shown,) = billed.call("list_pauses", billed.finance)["items"]
    assert (shown["building"], shown["paid"]) == ("1栋", None)
