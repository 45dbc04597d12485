"""What the five databases hold once the community is loaded, whenever that is."""

from collections import Counter
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select

from contracts.complaints.cases import Channel, Final, Kind, Status, Validity
from contracts.complaints.categories import Category
from contracts.complaints.escalation import Tier
from contracts.notices.notices import NoticeKind
from contracts.notices.workflow import NoticeStatus
from contracts.repairs.requests import RepairCategory, RepairStatus
from foundation import config
from foundation.actor import SYSTEM
from foundation.clock import FixedClock
from foundation.config import SERVICES
from foundation.storage.placed import NAME, place
from foundation.storage.store import Store
from foundation.storage.tables import deadlines, household_replica, outbox, person_replica
from guanjia.demo.estates import ESTATES, Estate, at
from guanjia.demo.load import load
from guanjia.demo.past import acting
from guanjia.demo.staff import Member, people
from guanjia.registry import service_class
from services.billing.service import BillingService as Billing
from services.complaints.cases.tables import Complaint
from services.complaints.service import ComplaintsService as Complaints
from services.directory.passwords.rules import DEMO_PASSWORD
from services.directory.service import DirectoryService as Directory
from services.notices.workflow.tables import Notice
from services.repairs.requests.tables import Repair
from tests.demo.conftest import AFTERNOON, EVENING, NEW_YEAR, Loaded
from tests.operations.conftest import perform

MOMENTS = {"afternoon": AFTERNOON, "new year": NEW_YEAR, "evening": EVENING}
WITH_PAST = [service for service in SERVICES if service != "directory"]


@pytest.fixture(params=MOMENTS.values(), ids=MOMENTS.keys())
def moment(request: pytest.FixtureRequest) -> datetime:
    """Each moment of loading in turn."""
    return request.param  # type: ignore[no-any-return]


def values(store: Store, *columns: Any) -> Counter[Any]:
    """How often each value (or tuple of values) of a table occurs."""
    with store.read() as uow:
        rows = uow.session.execute(select(*columns)).all()
    return Counter(row[0] if len(columns) == 1 else tuple(row) for row in rows)


def count(store: Store, statement: Any) -> int:
    """How many rows a statement has."""
    with store.read() as uow:
        return int(uow.session.scalar(select(func.count()).select_from(statement.subquery())))


def everybody() -> list[tuple[Estate, str, Member]]:
    """Who logs in, of all communities."""
    found = []
    for one in ESTATES:
        with at(one):
            found += [(one, login, person) for login, person in people().items()]
    return found


def by(login: str) -> Any:
    """A person of the community."""
    return acting(login)


@pytest.mark.parametrize("service", WITH_PAST)
def test_every_service_knows_all_households_and_people(loaded: Loaded, service: str) -> None:
    store = loaded(service)
    assert count(store, select(household_replica)) == 891 + 120
    assert count(store, select(person_replica)) == len(everybody())


@pytest.mark.parametrize("service", SERVICES)
def test_nothing_is_left_over_from_the_past(loaded: Loaded, service: str, moment: datetime) -> None:
    store = loaded(service, at=moment)
    handled = service_class(service).deadline_handlers
    overdue = select(deadlines.c.id).where(
        deadlines.c.state == "waiting",
        deadlines.c.due_at <= moment,
        deadlines.c.kind.in_(handled),
    )
    assert count(store, overdue) == 0
    failed = select(deadlines.c.id).where(deadlines.c.error.is_not(None))
    assert count(store, failed) == 0


@pytest.mark.parametrize("service", SERVICES)
def test_few_events_wait_to_be_told(loaded: Loaded, service: str) -> None:
    waiting = select(outbox.c.id).where(outbox.c.sent_at.is_(None))
    assert count(loaded(service), waiting) < 200


@pytest.mark.parametrize("service", SERVICES)
def test_loading_a_second_time_does_nothing(loaded: Loaded, service: str) -> None:
    store = loaded(service)
    before = count(store, select(outbox.c.id))
    url = store.engine.url.render_as_string(hide_password=False)
    assert load(service, url, FixedClock(AFTERNOON + timedelta(days=3))) is False
    assert count(store, select(outbox.c.id)) == before


def test_each_login_works_in_demo_mode_only(
    loaded: Loaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = loaded("directory")
    monkeypatch.setattr(config, "_current", config.settings().for_demo())
    for one, login, person in everybody():
        data = {"username": login, "password": DEMO_PASSWORD}
        claims = perform(store, Directory.authenticate, SYSTEM, **data)
        assert claims["roles"] == [person.role]
        assert claims["household_ids"] == list(person.household_ids)
        assert claims["grants"] == [{"role": person.role, "community_id": person.community_id}]
        with at(one):
            assert perform(store, Directory.me, by(login))["name"] == person.name


def test_C09_somebody_is_on_every_duty_at_the_moment(loaded: Loaded, moment: datetime) -> None:
    store = loaded("directory", at=moment)
    shifts = perform(store, Directory.who_is_on_duty, by("steward"))["shifts"]
    assert Counter(shift["duty"] for shift in shifts) == Counter(
        ("desk", "engineer", "duty_manager")
    )
    assert perform(store, Directory.roster_gaps, by("supervisor"))["items"] == []


def test_B09_the_books_balance(loaded: Loaded, moment: datetime) -> None:
    store = loaded("billing", at=moment)
    checked = perform(store, Billing.verify_books, by("finance"))
    assert checked["balanced"]
    assert checked["households"] == 891
    assert Decimal(checked["billed"]) > Decimal(checked["paid"]) > 1_000_000


def test_B04_about_one_in_eight_households_owes_something(loaded: Loaded, moment: datetime) -> None:
    store = loaded("billing", at=moment)
    owing = {bill["household_id"] for bill in all_bills(store) if Decimal(bill["outstanding"]) > 0}
    assert 0.10 < len(owing) / 891 < 0.14


def all_bills(store: Store) -> list[dict[str, Any]]:
    """All bills, page by page."""
    found: list[dict[str, Any]] = []
    cursor = None
    while True:
        page = perform(store, Billing.list_bills, by("finance"), limit=200, cursor=cursor)
        found += page["items"]
        if (cursor := page["next_cursor"]) is None:
            return found


def test_B03_two_quarters_are_billed_due_and_frozen(loaded: Loaded) -> None:
    store = loaded("billing")
    bills = Counter(bill["period"] for bill in all_bills(store))
    assert bills == {"2026-Q2": 891, "2026-Q3": 891}
    for period in bills:
        frozen = perform(store, Billing.collection, by("finance"), period=period, frozen=True)
        assert frozen["total"]["billed_count"] == 891
        assert Decimal(frozen["total"]["rate"]) > 80


def test_B04_every_steward_has_visits_to_make_and_has_made_some(
    loaded: Loaded, moment: datetime
) -> None:
    store = loaded("billing", at=moment)
    for login in ("steward", "steward2", "steward3", "steward4"):
        for status in ("assigned", "done"):
            visits = perform(store, Billing.list_visits, by(login), limit=200, status=status)
            assert len(visits["items"]) > 2


def test_B12_every_step_of_the_ladder_was_taken_and_B13_some_dunning_rests(
    loaded: Loaded,
) -> None:
    store = loaded("billing")
    steps: set[str] = set()
    cursor = None
    while True:
        query = {"limit": 200, "cursor": cursor}
        page = perform(store, Billing.list_steps, by("supervisor"), **query)
        steps |= {item["step"] for item in page["items"]}
        if (cursor := page["next_cursor"]) is None:
            break
    assert steps == {"reminder", "message", "visit", "letter", "lawyer_letter"}
    pauses = perform(store, Billing.list_pauses, by("finance"), running=True, limit=200)["items"]
    assert {pause["kind"] for pause in pauses} >= {"promise", "instalments"}


def test_R05_repairs_are_in_every_state(loaded: Loaded, moment: datetime) -> None:
    store = loaded("repairs", at=moment)
    assert set(values(store, Repair.status)) >= set(RepairStatus)
    assert set(values(store, Repair.category)) == set(RepairCategory)


def test_X01_complaints_are_in_every_state_of_every_kind(loaded: Loaded, moment: datetime) -> None:
    store = loaded("complaints", at=moment)
    assert set(values(store, Complaint.status)) == set(Status)
    assert set(values(store, Complaint.kind)) == set(Kind)
    assert set(values(store, Complaint.category)) == set(Category)
    assert set(values(store, Complaint.channel)) == set(Channel)
    assert set(values(store, Complaint.validity)) == set(Validity)
    assert set(values(store, Complaint.final)) == {*Final, None}


def test_X08_open_complaints_stand_on_every_tier(loaded: Loaded, moment: datetime) -> None:
    store = loaded("complaints", at=moment)
    found = values(store, Complaint.tier, Complaint.status)
    assert {tier for tier, status in found if status != Status.CLOSED} == set(Tier)
    for login in ("supervisor", "deputy_manager", "director"):
        assert perform(store, Complaints.escalations, by(login), limit=200)["items"]


def test_C11_every_case_tells_its_story(loaded: Loaded) -> None:
    store = loaded("complaints")
    listed = perform(store, Complaints.search, by("supervisor"), limit=200)["items"]
    for item in listed:
        one = {"complaint_id": item["id"]}
        timeline = perform(store, Complaints.get, by("supervisor"), **one)["timeline"]
        assert timeline[0]["action"] == "lodged"
        assert [entry["at"] for entry in timeline] == sorted(entry["at"] for entry in timeline)


def test_N01_notices_are_of_every_kind_and_in_every_state(loaded: Loaded, moment: datetime) -> None:
    store = loaded("notices", at=moment)
    assert set(values(store, Notice.kind)) == set(NoticeKind)
    assert set(values(store, Notice.status)) == set(NoticeStatus)


@pytest.mark.parametrize("service", SERVICES)
def test_P01_nothing_of_a_household_is_the_companys(loaded: Loaded, service: str) -> None:
    """Else all communities would see it."""
    store = loaded(service)
    owned = {
        table
        for table in service_class(service).tables.tables.values()
        if (where := place(table)) is not None and where.nullable and "household_id" in table.c
    }
    nowhere = {table.name: count(store, select(table).where(*of_all(table))) for table in owned}
    assert set(nowhere.values()) <= {0}, nowhere
    assert owned or service != "notices"


def of_all(table: Any) -> tuple[Any, Any]:
    """What finds rows of households that are the company's."""
    return table.c.household_id.is_not(None), table.c[NAME].is_(None)
