"""P08: whom a steward asked for at a door, and what was noted, goes in time; that there was a visit
stays."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from contracts.billing.visits import VisitStatus
from foundation import erasure
from foundation.erasure import NOBODY
from services.billing import retention
from services.billing.policy import BillingPolicy
from services.billing.service import BillingService as Service
from services.billing.visits.tables import Visit
from tests.operations.billing.conftest import Office
from tests.operations.test_retention import pass_nights
from tests.support.at_rest import everything

pytestmark = pytest.mark.both_databases

REMARK = "wants-to-wait-4711"
KEPT = BillingPolicy().keep_visits_days


def called_upon(office: Office) -> dict[str, Any]:
    """A visit that was made, with a remark."""
    return office.call_upon(remark=REMARK)


def pass_days(office: Office, days: int) -> None:
    """So many days, and a night."""
    office.clock.advance(timedelta(days=days))
    pass_nights(office.store, Service, office.clock)
    office.work()


def row_of(office: Office, visit: dict[str, Any]) -> Visit:
    """A visit as it is kept."""
    with office.store.read() as uow:
        found: Visit = uow.session.scalars(select(Visit).where(Visit.id == visit["id"])).one()
        return found


def test_P08_who_was_asked_for_at_a_door_goes_in_time_and_the_visit_stays(late: Office) -> None:
    made = called_upon(late)
    before = row_of(late, made)
    assert before.owner_name != NOBODY and REMARK in everything(late.store, "outbox")
    pass_days(late, KEPT - 2)
    assert row_of(late, made).remark == REMARK, "not before"
    pass_days(late, 3)
    after = row_of(late, made)
    assert (after.owner_name, after.remark) == (NOBODY, None)
    for stays in ("number", "household_id", "steward_name", "outcome", "visited_at", "amount"):
        assert getattr(after, stays) == getattr(before, stays), stays
    assert REMARK not in everything(late.store, "outbox"), "in the audit trail neither"
    checked = late.call("verify_audit", late.actor("director"))
    assert checked["broken"] == [] and checked["erased"] > 0


def test_P08_a_visit_that_is_still_to_be_made_keeps_whom_to_ask_for(late: Office) -> None:
    made = late.visits(late.steward)[0]
    late.clock.advance(timedelta(days=2))
    with late.store.write() as uow:
        old = select(Visit.id).where(*retention.over_since(uow, 1))
        assert made["id"] not in uow.session.scalars(old).all()
        uow.load(Visit, made["id"]).status = VisitStatus.DONE
        uow.session.flush()
        assert made["id"] in uow.session.scalars(old).all(), "the control"


def test_P08_the_night_tells_how_many_visits_it_erased_once(late: Office) -> None:
    called_upon(late)
    pass_days(late, KEPT + 1)
    pass_days(late, 1)
    day = late.clock.now().date()
    asked = {"from_day": (day - timedelta(days=10)).isoformat(), "to_day": day.isoformat()}
    found = late.call("retention_nights", late.actor("director"), **asked)["items"]
    [one] = [one for one in found if one["kind"] == "visits"]
    assert (one["policy"], one["count"]) == ("keep_visits_days", 1)


def test_P08_zero_keeps_visits_for_good(late: Office) -> None:
    made = called_upon(late)
    late.call("change_policy", late.actor("director"), name="keep_visits_days", value=0)
    pass_days(late, KEPT * 2)
    assert row_of(late, made).remark == REMARK


@pytest.mark.parametrize("guard", ["erase", "trail"])
def test_P08_without_the_nights_work_the_remark_would_stay(
    late: Office, guard: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control, of the visit and of the audit trail's copy."""
    if guard == "erase":
        monkeypatch.setattr(retention, "erase", lambda *_: None)
    else:
        monkeypatch.setattr(erasure, "trail", lambda *_: None)
    made = called_upon(late)
    pass_days(late, KEPT + 1)
    assert (row_of(late, made).remark == REMARK) == (guard == "erase")
    assert REMARK in everything(late.store, "outbox")
