"""P01: what of billing keeps a community from being closed, and what goes on in a closed one."""

from typing import Any

import pytest

from foundation.actor import Grant
from foundation.errors import CommunityClosed, Forbidden, NotFound
from foundation.scope import FIRST_COMMUNITY
from services.billing.runs.tables import BillRun
from tests.operations.billing.conftest import DUE, Office
from tests.support.community import OTHER, close_here

pytestmark = pytest.mark.both_databases


def open_there(office: Office, community_id: str = FIRST_COMMUNITY) -> dict[str, Any]:
    """What is open, by its reason: count and amount."""
    admin = office.actor("admin", grants=frozenset({Grant("admin", None)}))
    found = office.call("needs_community", admin, community_id=community_id)["reasons"]
    return {one["reason"]: (one["count"], one["amount"]) for one in found}


def test_P01_debts_credit_and_bill_runs_are_counted(office: Office) -> None:
    assert open_there(office) == {}
    office.call("start_bill_run", office.finance, period="2026-Q4", due_date=DUE)
    assert open_there(office) == {"bill_runs": (1, None)}
    office.work()
    assert open_there(office) == {"debts": (2, "540.00")}
    office.pay("350.00")
    assert open_there(office) == {"debts": (1, "240.00"), "credits": (1, "50.00")}
    assert open_there(office, OTHER) == {}, "of the one that is asked for"
    with office.store.read() as uow:
        assert uow.session.query(BillRun).count() == 1


def test_P01_only_administrators_ask_and_only_about_what_they_administer(office: Office) -> None:
    with pytest.raises(Forbidden):
        office.call("needs_community", office.finance, community_id=FIRST_COMMUNITY)
    elsewhere = office.actor("admin", grants=frozenset({Grant("admin", OTHER)}))
    with pytest.raises(NotFound):
        office.call("needs_community", elsewhere, community_id=FIRST_COMMUNITY)


def test_P01_what_was_billed_in_between_is_paid_in_a_closed_community(office: Office) -> None:
    """Between question and closing a bill run was started: nothing of it is lost."""
    office.run()
    with office.store.write() as uow:
        close_here(uow)
    with pytest.raises(CommunityClosed):
        office.call("start_bill_run", office.finance, period="2027-Q1", due_date="2027-02-28")
    office.pay("300.00")
    office.pay("240.00", "h2")
    assert open_there(office) == {}
    assert len(office.bills()) == 1, "they are read as before"
