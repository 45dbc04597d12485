"""B12, B13: the ladder is climbed step by step, and rests when it must."""

from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from foundation.errors import InvalidInput, PolicyContradiction
from services.billing.dunning import operations as dunning
from services.billing.policy import BillingPolicy
from services.billing.steps.tables import StepTaken
from tests.operations import conftest as support
from tests.operations.billing.conftest import Office
from tests.support.community import HERE

DISPUTE = {"complaint_id": "c1", "number": "TS-2026-000001", "household_id": "h1"}


pytestmark = pytest.mark.both_databases


def least(office: Office, **amounts: str) -> None:
    """Change from which amount on some steps are taken."""
    default = BillingPolicy().dunning_least
    change = {"name": "dunning_least", "value": {**default, **amounts}}
    office.call("change_policy", office.deputy, **change)


def test_B12_every_step_comes_on_its_day(billed: Office) -> None:
    least(billed, lawyer_letter="300.00")
    seen = {}
    for day in ("2026-11-22", "2026-11-23", "2026-12-01", "2026-12-02", "2026-12-14",
                "2026-12-15", "2027-01-28", "2027-01-29"):  # fmt: skip
        billed.arrive(day)
        if day == "2026-12-02":
            billed.call_upon()
        seen[day] = billed.steps()[-1:] or [""]
    assert [step for (step,) in seen.values()] == [
        "", "reminder", "message", "visit", "visit", "letter", "letter", "lawyer_letter",
    ]  # fmt: skip
    assert billed.steps() == ["reminder", "message", "visit", "letter", "lawyer_letter"]


def test_B12_a_step_tells_what_is_owed_in_a_polite_text(billed: Office) -> None:
    billed.pay("50.00")
    billed.arrive("2026-11-23")
    billed.go_to("2026-12-01")
    published = billed.published("dunning_step_taken", "h1")[-1]
    assert (published["step"], published["amount"], published["due_on"]) == (
        "message",
        "250.00",
        "2026-11-30",
    )
    assert published["bill_numbers"] == ["ZD-2026-000001"]
    assert published["text"].startswith("尊敬的1栋1单元101室业主：您好！")
    assert "2026年第4季度物业费 ¥250.00，缴费截止日2026年11月30日" in published["text"]


def test_B12_what_is_owed_is_looked_up_right_before_a_step(billed: Office) -> None:
    billed.arrive("2026-11-23")
    billed.go_to("2026-12-01", 8)
    billed.pay("300.00")
    billed.go_to("2026-12-02")
    billed.call_upon(household_id="h2")
    billed.go_to("2026-12-20")
    assert billed.steps() == ["reminder"]
    assert billed.steps("h2") == ["reminder", "message", "visit", "letter"]


def test_B12_a_partial_payment_cancels_nothing(billed: Office) -> None:
    billed.arrive("2026-11-23")
    billed.go_to("2026-12-01", 8)
    billed.pay("200.00")
    billed.go_to("2026-12-02")
    billed.call_upon()
    assert billed.steps() == ["reminder", "message", "visit"]


def test_B12_an_outage_skips_no_step_and_sends_no_two_on_one_day(billed: Office) -> None:
    billed.jump_to("2026-12-20", 8)
    steps = []
    for day in ("2026-12-20", "2026-12-21", "2026-12-22", "2026-12-23", "2026-12-24"):
        billed.go_to(day)
        if day == "2026-12-21":
            billed.call_upon()
        steps.append(len(billed.steps()))
    assert steps == [1, 2, 3, 3, 3]  # a reminder would come after its day
    assert billed.steps() == ["message", "visit", "letter"]


def test_B12_after_an_outage_steps_wait_for_the_morning(billed: Office) -> None:
    billed.arrive("2026-11-22")
    billed.jump_to("2026-11-23", 23)
    billed.work()
    assert billed.steps() == []
    assert billed.preview()["step_on"] == "2026-11-24"
    billed.go_to("2026-11-24", 8)
    assert billed.steps() == []
    billed.go_to("2026-11-24", 9)
    assert billed.steps() == ["reminder"]


def test_B12_the_hours_are_policy(billed: Office) -> None:
    billed.call("change_policy", billed.deputy, name="dunning_from", value="10:00")
    billed.arrive("2026-11-23", 9)
    assert billed.steps() == []
    billed.go_to("2026-11-23", 10)
    assert billed.steps() == ["reminder"]
    with pytest.raises(PolicyContradiction):
        billed.call("change_policy", billed.deputy, name="dunning_until", value="09:30")


def test_B12_nothing_is_taken_on_a_public_holiday(office: Office) -> None:
    office.run(due_date="2026-12-31")
    office.arrive("2026-12-24")
    office.go_to("2026-12-31")
    foretold = office.preview(on="2027-01-01")
    assert (foretold["would_get"], foretold["step_on"]) == (False, "2027-01-02")
    assert "原定2027年1月1日" in foretold["reason"]
    office.go_to("2027-01-01", 23)
    assert office.steps() == ["reminder"]
    (visit,) = office.visits(household_id="h1")
    assert (visit["visit_from"], visit["visit_by"]) == ("2027-01-02", "2027-01-04")
    office.go_to("2027-01-02")
    assert office.steps() == ["reminder", "message"]


def test_B12_holidays_may_be_worked_by_policy(office: Office) -> None:
    """Negative control of the calendar."""
    office.call("change_policy", office.deputy, name="dunning_on_holidays", value=True)
    office.run(due_date="2026-12-31")
    office.arrive("2026-12-24")
    office.go_to("2027-01-01")
    assert office.steps() == ["reminder", "message"]


def test_B12_too_little_is_not_worth_a_step(billed: Office) -> None:
    billed.pay("299.82")  # 0.18 is left
    foretold = billed.preview(on="2026-12-01")
    assert not foretold["would_get"] and "起催金额¥1.00" in foretold["reason"]
    billed.arrive("2027-02-20")
    assert billed.steps() == [] and billed.visits(household_id="h1", status=None) == []
    assert billed.steps("h2")  # who owes more is told


def test_B12_two_bills_of_one_home_are_told_in_one_text(billed: Office) -> None:
    billed.arrive("2026-11-23")
    billed.fee(name="垃圾清运费", basis="fixed", price="500.00", effective_from="2027-01-01")
    billed.go_to("2026-11-25")
    billed.run("2027-Q1", "2026-12-14")
    billed.go_to("2026-12-02")
    billed.call_upon()
    before = len(billed.published("dunning_step_taken", "h1"))
    foretold = billed.call(
        "preview_dunning", billed.supervisor, household_id="h1", on="2026-12-15"
    )["items"]
    assert {(one["step"], one["told_by"]) for one in foretold} == {
        ("letter", None), ("message", "letter"),
    }  # fmt: skip
    assert any("并入当日的“催缴函”一次告知" in one["reason"] for one in foretold)
    billed.go_to("2026-12-14", 23)
    assert len(billed.published("dunning_step_taken", "h1")) == before + 1  # the reminder of 12-07
    billed.go_to("2026-12-15", 10)
    (published,) = billed.published("dunning_step_taken", "h1")[before + 1 :]
    assert published["step"] == "letter" and len(published["bill_numbers"]) == 2
    assert "2026年第4季度物业费" in published["text"] and "2027年第1季度" in published["text"]
    taken = billed.call("list_steps", billed.supervisor, household_id="h1")["items"][:2]
    assert {(one["step"], one["told_by"]) for one in taken} == {
        ("letter", None), ("message", "letter"),
    }  # fmt: skip


def test_B12_looking_twice_on_one_day_takes_no_step_twice(billed: Office) -> None:
    billed.arrive("2026-11-23")
    billed.go_to("2026-12-01")
    deadline: Any = type("Due", (), {"data": {}})()
    with billed.store.write(scope=HERE) as uow:
        dunning.take_steps(uow, deadline)
    assert billed.steps() == ["reminder", "message"]


def test_B12_the_constraint_has_the_last_word(billed: Office) -> None:
    billed.arrive("2026-11-23")
    billed.go_to("2026-12-01")
    with billed.store.read() as uow:
        taken = uow.session.query(StepTaken).filter_by(household_id="h1").first()
    assert taken
    with pytest.raises(IntegrityError), billed.store.write(scope=HERE) as uow:
        uow.session.add(
            StepTaken(
                id="again",
                case_id=taken.case_id,
                household_id="h1",
                due_date=taken.due_date,
                step=taken.step,
                taken_at=uow.now,
                amount=1,
                bill_numbers=[],
                text="",
            )
        )


def test_B12_many_cases_are_worked_in_batches(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dunning, "BATCH", 2)
    for number in range(5):
        support.put_household(office.store, f"m{number}")
    office.run()
    office.arrive("2026-11-23")
    assert len(office.published("dunning_step_taken")) == 7


def test_B07_B12_a_voided_payment_lets_the_ladder_go_on_where_it_was(billed: Office) -> None:
    billed.arrive("2026-11-23")
    billed.go_to("2026-12-01")
    paid = billed.pay("300.00")
    billed.go_to("2026-12-10")
    assert billed.steps() == ["reminder", "message"]
    billed.call("void_payment", billed.supervisor, payment_id=paid["id"], reason="退票")
    assert [one["status"] for one in billed.visits(household_id="h1")] == ["assigned"]
    billed.go_to("2026-12-11")
    billed.call_upon()
    assert billed.steps() == ["reminder", "message", "visit"]


def test_B12_preview_says_who_would_get_what_and_why(billed: Office) -> None:
    billed.pay("240.00", "h2")
    sent = len(billed.published("dunning_step_taken"))
    first = billed.preview(on="2026-11-23")
    assert (first["step"], first["would_get"], first["amount"]) == ("reminder", True, "300.00")
    assert first["reason"] == "截止日2026年11月30日，欠¥300.00，应执行“缴费提醒”"
    wait = billed.preview(on="2026-11-25")
    assert (wait["step"], wait["step_on"], wait["would_get"]) == ("message", "2026-12-01", False)
    assert wait["reason"] == "下一步“欠费提醒”在2026年12月1日"
    assert billed.preview("h2", on="2026-12-01")["reason"] == "已缴清，无需催缴"
    page = billed.call(
        "preview_dunning", billed.finance, on="2026-12-01", only_taken=True, building="1栋"
    )
    assert [one["household_id"] for one in page["items"]] == ["h1"]
    assert len(billed.published("dunning_step_taken")) == sent and billed.steps() == []


def test_B12_preview_foretells_what_then_happens(billed: Office) -> None:
    foretold = [
        (day, billed.preview(on=day)["step"])
        for day in (f"2026-12-{number:02d}" for number in range(1, 32))
        if billed.preview(on=day)["would_get"]
    ]
    billed.go_to("2026-12-31")
    steps = billed.call("list_steps", billed.finance, household_id="h1")["items"]
    happened = sorted((step["taken_at"][:10], step["step"]) for step in steps)
    assert [one for one in happened if one[0] >= "2026-12-01"] == foretold


def test_B12_preview_is_paged_and_looks_ahead_only(billed: Office) -> None:
    first = billed.call("preview_dunning", billed.finance, limit=1)
    second = billed.call("preview_dunning", billed.finance, limit=1, cursor=first["next_cursor"])
    both = {first["items"][0]["household_id"], second["items"][0]["household_id"]}
    assert both == {"h1", "h2"} and second["next_cursor"] is None
    with pytest.raises(InvalidInput):
        billed.preview(on="2026-11-01")


def test_B12_the_ladder_is_policy(billed: Office) -> None:
    days = {"message": 3, "visit": 5, "letter": 20, "lawyer_letter": 90}
    change = {"name": "dunning_days_after", "value": days}
    billed.call("change_policy", billed.deputy, **change)
    billed.arrive("2026-11-23")
    billed.go_to("2026-12-02")
    assert billed.steps() == ["reminder"]
    billed.go_to("2026-12-03")
    assert billed.steps() == ["reminder", "message"]


def test_C08_a_text_that_is_not_fit_is_held_back(
    billed: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(dunning.letters, "write", lambda *_: "再不缴费就停水。")
    billed.go_to("2026-11-23")
    assert billed.steps() == [] and "held back by its text" in caplog.text
    monkeypatch.undo()
    billed.go_to("2026-11-24")
    assert billed.steps() == ["reminder"]


def test_B04_the_others_are_told_when_a_household_falls_into_and_leaves_arrears(
    billed: Office,
) -> None:
    def published() -> list[tuple[str, str | None]]:
        return [
            (one["overdue_amount"], one["oldest_due_date"])
            for one in billed.published("household_arrears_changed", "h1")
        ]

    billed.go_to("2026-11-30", 23)
    assert published() == []
    billed.go_to("2026-12-01", 1)
    assert published() == [("300.00", "2026-11-30")]
    billed.pay("100.00")
    paid = billed.pay("200.00")
    assert published()[1:] == [("200.00", "2026-11-30"), ("0.00", None)]
    billed.call("void_payment", billed.supervisor, payment_id=paid["id"], reason="退票")
    assert published()[3:] == [("200.00", "2026-11-30")]
    billed.go_to("2026-12-31")
    assert published()[4:] == [("200.10", "2026-11-30")]  # the late charge
