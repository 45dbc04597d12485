"""B04, B13: door visits follow the ladder, and their stewards."""

import pytest

from contracts.billing.visit_outcomes import NotYourVisit, VisitTakenOff
from contracts.billing.visits import NotASteward, VisitClosed
from services.billing.bills.tables import Bill
from services.billing.cancellations.operations import cancelling
from services.billing.ledger.operations.booking import lock_accounts
from services.billing.visits.operations import following as visits
from tests.operations import conftest as support
from tests.operations.billing.conftest import Office
from tests.support.community import HERE

pytestmark = pytest.mark.both_databases


def test_B04_visits_are_assigned_to_the_stewards_of_the_buildings(late: Office) -> None:
    first, second = late.visits()
    assert (first["household_id"], first["steward_id"], first["steward_name"]) == (
        "h1", "s1", "赵管家",
    )  # fmt: skip
    assert second["steward_id"] == "s2"
    assert (first["visit_from"], first["visit_by"], first["hours"]) == (
        "2026-12-01", "2026-12-03", "09:00–20:00",
    )  # fmt: skip
    assert (first["amount"], first["number"], first["attempt"]) == (
        "300.00", "SF-2026-000001", 1,
    )  # fmt: skip


def test_B04_the_stewards_are_told(late: Office) -> None:
    published = support.events(late.store, "visits_assigned")
    assert [one["data"] for one in published] == [
        {"steward_id": "s1", "visit_date_by": "2026-12-03", "households": ["h1"],
         "period": "2026-Q4"},
        {"steward_id": "s2", "visit_date_by": "2026-12-03", "households": ["h2"],
         "period": "2026-Q4"},
    ]  # fmt: skip


def test_B04_the_route_goes_by_building_and_floor_and_names_where_two_go(office: Office) -> None:
    store = office.store
    support.put_household(store, "r3", unit="1-302", floor=3)
    support.put_household(store, "r2", unit="1-301", floor=3, two_person_visit=True)
    support.put_household(store, "r1", unit="1-1201", floor=12)
    office.run()
    office.arrive("2026-12-01", 8)
    seen = [(one["household_id"], one["two_persons"]) for one in office.visits(office.steward)]
    assert seen == [("h1", False), ("r2", True), ("r3", False), ("r1", False)]
    page = office.call("list_visits", office.steward, limit=3)
    rest = office.call("list_visits", office.steward, limit=3, cursor=page["next_cursor"])
    assert [one["household_id"] for one in rest["items"]] == ["r1"]


def test_B04_who_paid_is_not_visited(billed: Office) -> None:
    billed.pay("300.00")
    billed.arrive("2026-12-01", 8)
    assert [one["household_id"] for one in billed.visits()] == ["h2"]


def test_B04_who_pays_meanwhile_is_taken_off_the_list(late: Office) -> None:
    late.pay("300.00")
    assert [one["household_id"] for one in late.visits()] == ["h2"]
    (gone,) = late.visits(status="cancelled")
    assert gone["household_id"] == "h1"
    assert late.published("visits_withdrawn") == [{"steward_id": "s1", "households": ["h1"]}]


@pytest.mark.parametrize("why", ["paid", "cancelled", "dispute"])
def test_B04_the_steward_is_told_of_visits_that_are_no_longer_to_be_made(
    office: Office, why: str
) -> None:
    office.run(due_date="2026-11-30")
    office.arrive("2026-12-01", 8)
    if why == "paid":
        office.pay("300.00")
    elif why == "cancelled":
        with office.store.write(scope=HERE) as uow:
            lock_accounts(uow, ["h1"])
            bill = uow.session.get_one(Bill, office.bill()["id"])
            cancelling.cancel(uow, bill, "误操作", "王主管")
    else:
        data = {"complaint_id": "c1", "number": "TS-2026-000001", "household_id": "h1"}
        office.receives("on_fee_dispute_opened", **data)
    assert office.published("visits_withdrawn") == [{"steward_id": "s1", "households": ["h1"]}]


def test_B04_a_visit_that_goes_to_another_steward_is_withdrawn_from_the_first(
    late: Office,
) -> None:
    (visit,) = late.visits(household_id="h1")
    late.call("assign_visit", late.supervisor, visit_id=visit["id"], steward_id="s2")
    assert late.published("visits_withdrawn") == [{"steward_id": "s1", "households": ["h1"]}]
    assert late.published("visits_assigned")[-1]["steward_id"] == "s2"


def test_B04_a_visit_is_assigned_once(late: Office) -> None:
    late.go_to("2026-12-10")
    assert len(late.visits(status=None)) == 2


def test_B04_a_building_without_a_steward_is_on_the_supervisors_list(office: Office) -> None:
    support.put_household(office.store, "x", building="9栋", unit="9-101")
    office.run()
    office.arrive("2026-12-01", 8)
    (visit,) = office.visits(building="9栋")
    assert visit["steward_id"] is None


def statuses(office: Office) -> list[tuple[str, str, int]]:
    return [
        (one["number"], one["status"], one["attempt"])
        for one in office.visits(household_id="h1", status=None)
    ]


def test_B04_B12_without_an_outcome_the_visit_is_no_step_taken(late: Office) -> None:
    late.go_to("2026-12-14")
    assert late.steps() == ["reminder", "message"]
    assert late.preview()["step"] == "letter"  # ten days after the visit's last day
    late.go_to("2026-12-15")
    assert late.steps() == ["reminder", "message", "letter"]
    assert statuses(late) == [("SF-2026-000001", "assigned", 1)]  # it is still to be made


def test_B12_by_policy_the_ladder_waits_for_the_visit(late: Office) -> None:
    late.call("change_policy", late.deputy, name="visit_not_made", value="wait")
    late.go_to("2027-01-20")
    assert late.steps() == ["reminder", "message"]
    late.call_upon()
    assert late.steps()[-1] == "visit"
    late.go_to("2027-01-21")
    assert late.steps()[-1] == "letter"


def test_B12_attempts_that_are_used_up_are_the_step(late: Office) -> None:
    late.go_to("2026-12-02")
    for day in ("2026-12-03", "2026-12-04"):
        late.call_upon("absent")
        assert "visit" not in late.steps()
        late.go_to(day)
    late.call_upon("absent")
    assert late.steps()[-1] == "visit"
    step = late.call("list_steps", late.supervisor, household_id="h1")["items"][0]
    assert step["text"] == "2026年12月4日 12:00 上门（SF-2026-000004，赵管家）：无人应门"


def test_B04_a_late_visit_is_told_to_the_supervisors_once(late: Office) -> None:
    late.go_to("2026-12-04")
    assert late.published("visits_stalled") == []
    late.go_to("2026-12-05")
    late.go_to("2026-12-12")
    assert late.published("visits_stalled") == [
        {"reason": "late", "count": 2, "new": 2, "oldest_by": "2026-12-03",
         "buildings": ["1栋", "2栋"]},
    ]  # fmt: skip
    assert [one["late"] for one in late.visits()] == [True, True]


def test_B13_a_visit_comes_back_with_its_number_when_a_payment_is_voided(late: Office) -> None:
    paid = late.pay("300.00")
    assert statuses(late) == [("SF-2026-000001", "cancelled", 1)]
    late.go_to("2026-12-09")
    published = len(support.events(late.store, "visits_assigned"))
    late.call("void_payment", late.supervisor, payment_id=paid["id"], reason="退票")
    assert statuses(late) == [("SF-2026-000001", "assigned", 1)]
    assert late.visits(household_id="h1")[0]["visit_by"] == "2026-12-11"
    assert len(support.events(late.store, "visits_assigned")) == published + 1
    late.go_to("2026-12-10")
    late.call_upon()
    late.go_to("2026-12-11")
    assert late.steps() == ["reminder", "message", "visit"]


DISPUTE = {"complaint_id": "c1", "number": "TS-2026-000001", "household_id": "h1"}


def test_B13_a_dispute_takes_the_visit_off_the_list_and_back(late: Office) -> None:
    (visit,) = late.visits(household_id="h1")
    late.receives("on_fee_dispute_opened", **DISPUTE)
    assert late.visits(household_id="h1") == []
    with pytest.raises(VisitTakenOff):
        late.call("record_outcome", late.steward, visit_id=visit["id"], outcome="refused")
    late.receives("on_fee_dispute_closed", **DISPUTE)
    assert [one["id"] for one in late.visits(household_id="h1")] == [visit["id"]]


def test_B13_a_plan_takes_the_visit_off_the_list_and_breaking_it_brings_it_back(
    late: Office,
) -> None:
    plan = [
        {"due_on": "2026-12-10", "amount": "100.00"},
        {"due_on": "2027-01-10", "amount": "200.00"},
    ]
    agreed = {"household_id": "h1", "instalments": plan, "reason": "失业"}
    late.call("agree_instalments", late.supervisor, **agreed)
    assert late.visits(household_id="h1") == []
    late.go_to("2026-12-11")
    assert statuses(late) == [("SF-2026-000001", "assigned", 1)]


def test_B13_without_following_the_visit_would_stay_with_who_has_paid(
    late: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control of the visits' following the ladder."""
    monkeypatch.setattr(visits, "follow", lambda *_: None)
    late.pay("300.00")
    assert statuses(late) == [("SF-2026-000001", "assigned", 1)]


def test_B04_visits_go_to_the_steward_who_comes(office: Office) -> None:
    support.put_household(office.store, "x", building="9栋", unit="9-101")
    office.run()
    office.arrive("2026-12-01", 10)
    assert [one["household_id"] for one in office.visits(stewardless=True)] == ["x"]
    (published,) = office.published("visits_stalled")
    assert (published["reason"], published["count"], published["buildings"]) == (
        "stewardless",
        1,
        ["9栋"],
    )
    office.go_to("2026-12-02")
    assert len(office.published("visits_stalled")) == 1
    person = {"person_id": "s9", "version": 1, "name": "孙管家", "roles": ["steward"],
              "buildings": ["9栋"], "skills": [], "household_ids": [], "phone": None,
              "email": None, "active": True}  # fmt: skip
    office.receives("on_person_changed", **person)
    newcomer = office.actor("steward", id="s9", name="孙管家")
    (visit,) = office.visits(newcomer)
    assert (visit["household_id"], visit["steward_name"]) == ("x", "孙管家")
    assert support.events(office.store, "visits_assigned")[-1]["data"]["steward_id"] == "s9"
    office.call("record_outcome", newcomer, visit_id=visit["id"], outcome="refused")


def test_B04_visits_of_a_steward_who_leaves_go_to_the_next_one(late: Office) -> None:
    support.put_person(late.store, "s3", "steward", name="周管家", buildings=["1栋", "2栋"])
    person = {"person_id": "s1", "version": 2, "name": "赵管家", "roles": ["steward"],
              "buildings": ["1栋"], "skills": [], "household_ids": [], "phone": None,
              "email": None, "active": False}  # fmt: skip
    late.receives("on_person_changed", **person)
    assert [one["steward_id"] for one in late.visits()] == ["s3", "s2"]
    gone = person | {"person_id": "s3", "name": "周管家", "version": 2, "buildings": ["2栋"],
                     "active": True}  # fmt: skip
    late.receives("on_person_changed", **gone)
    assert [one["steward_id"] for one in late.visits()] == [None, "s2"]


def test_B04_a_supervisor_gives_a_visit_to_a_steward(late: Office) -> None:
    (visit,) = late.visits(household_id="h1")
    given = {"visit_id": visit["id"], "steward_id": "s2"}
    made = late.call("assign_visit", late.supervisor, **given)
    assert (made["steward_id"], made["steward_name"]) == ("s2", "钱管家")
    with pytest.raises(NotYourVisit):
        late.call("record_outcome", late.steward, visit_id=visit["id"], outcome="refused")
    late.call("record_outcome", late.other_steward, visit_id=visit["id"], outcome="refused")
    with pytest.raises(VisitClosed):
        late.call("assign_visit", late.supervisor, **given)


def test_B04_visits_are_given_to_stewards_at_work_only(late: Office) -> None:
    (visit,) = late.visits(household_id="h1")
    support.put_person(late.store, "e1", "engineer")
    support.put_person(late.store, "s4", "steward", active=False)
    for nobody in ("e1", "s4", "unknown"):
        with pytest.raises(NotASteward) as refused:
            given = {"visit_id": visit["id"], "steward_id": nobody}
            late.call("assign_visit", late.supervisor, **given)
        assert "steward_id" in refused.value.errors
    stewards = late.call("list_stewards", late.supervisor)["items"]
    assert [one["person_id"] for one in stewards] == ["s1", "s2"]
