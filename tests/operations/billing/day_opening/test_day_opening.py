"""The first work of a day: some households at a time, in each community (P01, B04, B11)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import delete, select

import foundation.scope
from contracts.billing.ledger import PostingKind
from contracts.billing.methods import TAKE_PAYMENT
from foundation import failpoints, service, sweep
from foundation.actor import Grant
from foundation.bound_method import ready
from foundation.deadlines import WAITING
from foundation.scope import FIRST_COMMUNITY
from foundation.storage.store import RowsInUse
from foundation.storage.tables import deadlines
from services.billing.credit import operations as credit
from services.billing.daily import operations as daily
from services.billing.day_opening import operations as opening
from services.billing.ledger.tables import LedgerPosting
from services.billing.payments.operations import taking as payments
from services.billing.policy import BillingPolicy
from services.billing.runs.tables import BillRun
from services.billing.service import BillingService as Service
from tests.operations import conftest as support
from tests.operations.billing.conftest import Office
from tests.support.community import OTHER, THERE

HOMES = [f"h{number}" for number in range(1, 6)]
YARDS = ["y1", "y2"]


def there(office: Office) -> Office:
    """The same office, of those who act in the other community."""

    def make(role: str, **more: Any) -> Any:
        return replace(office.actor(role, **more), grants=frozenset({Grant(role, OTHER)}))

    return Office(office.store, office.clock, make)


@pytest.fixture
def homes(office: Office) -> Office:
    """Five flats of 100 m² in 1栋, billed for 2026-Q4; the day is opened two at a time."""
    for household_id in HOMES:
        place = {"building": "1栋", "unit": f"1-{household_id[1]}01", "floor": int(household_id[1])}
        support.put_household(office.store, household_id, version=2, **place, area_m2="100.00")
    office.call("change_policy", office.actor("director"), name="batch_size", value=2)
    office.run()
    return office


@pytest.fixture
def yard(homes: Office) -> Office:
    """Another community, with a 1栋 of its own and two flats, billed as well."""
    for number, household_id in enumerate(YARDS, 1):
        place = {"building": "1栋", "unit": f"1-{number}01", "floor": number}
        support.put_household(homes.store, household_id, THERE, **place, area_m2="100.00")
    other = there(homes)
    other.run()
    return other


def late_charges(office: Office) -> list[tuple[str, str]]:
    """Every booking of a late charge: household and day."""
    with office.store.read() as uow:
        kind = LedgerPosting.kind == PostingKind.LATE_CHARGE
        rows = uow.session.scalars(select(LedgerPosting).where(kind))
        return sorted((row.household_id, str(row.source).rpartition(":")[2]) for row in rows)


def waiting(office: Office, kind: str = daily.OPEN_DAY) -> list[tuple[str, str]]:
    """Deadlines of a kind that wait: subject and community."""
    row = deadlines.c
    with office.store.read() as uow:
        found = select(row.subject_id, row.community_id).order_by(row.id)
        rows = uow.session.execute(found.where(row.kind == kind, row.state == WAITING))
        return [(one.subject_id, one.community_id) for one in rows]


def test_B11_day_is_opened_some_households_at_a_time(homes: Office) -> None:
    homes.jump_to("2027-01-09", 1)
    swept = []
    while sweep.process_due(homes.store, Service.deadline_handlers):
        swept.append(len(late_charges(homes)))
    assert swept[:4] == [0, 2, 4, 5]
    assert late_charges(homes) == [(one, "2027-01-09") for one in HOMES]
    assert [one["household_id"] for one in homes.visits(homes.steward)] == HOMES
    assert homes.balanced()


class Killed(BaseException):
    """The process is gone."""


def live_and_die(office: Office, monkeypatch: pytest.MonkeyPatch, place: str) -> int:
    """Sweep until nothing is due, killed at a place at every turn; tell how often."""
    hits: Iterator[int] = iter(())

    def hit(where: str) -> None:
        if where == place and next(hits, None) is None:
            raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(failpoints, "hit", hit)
        for killed in range(100):
            hits = iter(range(killed % 2))
            try:
                if not sweep.process_due(office.store, Service.deadline_handlers):
                    return killed
            except Killed:
                pass
    raise AssertionError("it comes to no end")


@pytest.mark.both_databases
@pytest.mark.parametrize("place", [failpoints.DEADLINE_PROCESSING, failpoints.DEADLINE_PROCESSED])
def test_B11_opening_that_is_killed_anywhere_goes_on_and_opens_each_household_once(
    homes: Office, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    homes.jump_to("2027-01-09", 1)
    assert live_and_die(homes, monkeypatch, place) > 5
    assert late_charges(homes) == [(one, "2027-01-09") for one in HOMES]
    assert [one["household_id"] for one in homes.visits(homes.steward)] == HOMES
    published = [one["household_id"] for one in homes.published("household_arrears_changed")]
    assert sorted(published) == HOMES
    assert homes.balanced()


def test_B11_without_the_deadline_of_the_next_portion_the_others_would_be_left(
    homes: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: what comes next is set in the transaction of what came before."""
    real, portions = opening.come_next, iter(range(1))

    def lost(*given: Any, **data: Any) -> None:
        if next(portions, None) is not None:
            real(*given, **data)

    monkeypatch.setattr(opening, "come_next", lost)
    homes.jump_to("2027-01-09", 1)
    homes.work()
    assert late_charges(homes) == [(one, "2027-01-09") for one in HOMES[:2]]


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
@pytest.mark.parametrize(("size", "waits"), [(2, False), (5, True)])
def test_B11_household_pays_while_others_are_opened(
    homes: Office, monkeypatch: pytest.MonkeyPatch, size: int, waits: bool
) -> None:
    """Its account is not held; in one portion with the others (the negative control) it is."""
    homes.call("change_policy", homes.actor("director"), name="batch_size", value=size)
    held: list[bool] = []

    def meanwhile(uow: Any, household_ids: Any) -> None:
        held.append(in_use(homes, HOMES[-1]))
        credit.settle_everywhere(uow, household_ids)

    monkeypatch.setattr(opening, "credit", SimpleNamespace(settle_everywhere=meanwhile))
    homes.jump_to("2027-01-09", 1)
    homes.work()
    assert held[0] == waits
    assert late_charges(homes) == [(one, "2027-01-09") for one in HOMES]
    assert homes.balanced()


def in_use(office: Office, household_id: str) -> bool:
    """Whether somebody who pays for a household has to wait; else it is paid."""
    try:
        with office.store.write(office.receptionist) as uow:
            uow.give_way(timedelta(milliseconds=200))
            data = {"household_id": household_id, "amount": "10.00", "method": "cash"}
            payments.take(uow, ready(TAKE_PAYMENT.request).load(data))
    except RowsInUse:
        return True
    return False


def test_B12_no_step_is_taken_and_no_book_checked_before_the_day_is_open(homes: Office) -> None:
    """After an outage, when all of it is due at once."""
    homes.jump_to("2027-01-11", 12)
    homes.work()
    assert late_charges(homes) == [(one, "2027-01-11") for one in HOMES]
    (published,) = homes.published("dunning_step_taken", "h5")
    assert published["amount"] == homes.bill("h5")["outstanding"]


def test_B12_otherwise_a_step_would_ask_for_what_is_owed_before_it(
    homes: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(daily, "require_open", lambda _: None)
    homes.jump_to("2027-01-11", 12)
    homes.work()
    (published,) = homes.published("dunning_step_taken", "h5")
    assert published["amount"] != homes.bill("h5")["outstanding"]


def test_P01_run_bills_the_households_of_the_community_that_it_was_started_in(
    yard: Office, homes: Office
) -> None:
    with yard.store.read() as uow:
        runs = uow.session.execute(select(BillRun.community_id, BillRun.billed)).all()
    assert sorted(runs) == [(FIRST_COMMUNITY, 5), (OTHER, 2)]
    assert [one["number"] for one in yard.bills("y1")] == ["ZD-NY-2026-000001"]
    assert [one["number"] for one in homes.bills("h1")] == ["ZD-2026-000001"]
    assert homes.bills("y1") == yard.bills("h1") == []


def test_P01_day_is_opened_in_each_community_by_itself(yard: Office, homes: Office) -> None:
    for kind in daily.KINDS:
        assert waiting(yard, kind) == [("daily", FIRST_COMMUNITY), (f"daily:{OTHER}", OTHER)]
    yard.jump_to("2027-01-09", 1)
    yard.work()
    assert late_charges(yard) == [(one, "2027-01-09") for one in HOMES + YARDS]
    assert [one["household_id"] for one in homes.visits(homes.deputy)] == HOMES
    assert [one["household_id"] for one in yard.visits(yard.deputy)] == YARDS
    events = support.events(yard.store, "household_arrears_changed")
    places = {one["data"]["household_id"]: one["community_id"] for one in events}
    assert places == dict.fromkeys(HOMES, FIRST_COMMUNITY) | dict.fromkeys(YARDS, OTHER)
    assert waiting(yard) == [("daily", FIRST_COMMUNITY), (f"daily:{OTHER}", OTHER)]


def test_P01_of_one_deadline_for_all_the_second_community_would_not_be_opened(
    homes: Office, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """Negative control."""
    monkeypatch.setattr(foundation.scope, "own", lambda subject: subject)
    yard = request.getfixturevalue("yard")
    yard.jump_to("2027-01-09", 1)
    yard.work()
    assert late_charges(yard) == [(one, "2027-01-09") for one in HOMES]


def test_P01_community_judges_by_its_own_policy(yard: Office, homes: Office) -> None:
    with yard.store.write(yard.deputy) as uow:
        uow.change_policy(BillingPolicy, "late_charge_first_day", 41, OTHER)
    yard.jump_to("2027-01-09", 1)
    yard.work()
    assert late_charges(yard) == [(one, "2027-01-09") for one in HOMES]
    yard.jump_to("2027-01-10", 1)
    yard.work()
    assert sorted({one for one, _ in late_charges(yard)}) == HOMES + YARDS


def test_P01_service_that_starts_sees_to_what_is_missing_in_each_community(
    yard: Office, homes: Office
) -> None:
    begun = waiting(yard)
    with yard.store.write() as uow:
        uow.session.execute(delete(deadlines).where(deadlines.c.kind.in_(daily.KINDS)))
    assert waiting(yard) == []
    for _ in range(2):
        service.begin(yard.store, Service)
        assert waiting(yard) == begun
