"""P01: another community is entered, and every service gets to know it."""

from collections.abc import Callable

import pytest

from contracts.directory.communities import CommunityTaken
from foundation import replica
from foundation.actor import Actor, Grant
from foundation.errors import InvalidInput, NotFound
from foundation.replica import Community
from foundation.scope import FIRST_COMMUNITY
from foundation.storage.store import Store
from services.billing.bills.tables import Bill
from services.billing.papers.tables import DunningPaper
from services.billing.payments.tables import Payment
from services.billing.service import BillingService
from services.billing.visits.tables import Visit
from services.complaints.cases.tables import Complaint
from services.directory.service import DirectoryService as Directory
from services.notices.workflow.tables import Notice
from services.repairs.requests.tables import Repair, Round
from tests.operations.conftest import deliver, events, perform

pytestmark = pytest.mark.both_databases

FIRST = {"id": FIRST_COMMUNITY, "name": "", "code": "", "version": 1}


@pytest.fixture
def admin(actor: Callable[..., Actor]) -> Actor:
    """An administrator of the whole company."""
    return actor("admin", grants=frozenset({Grant("admin", None)}))


def test_P01_a_community_is_entered_and_told(store: Store, admin: Actor) -> None:
    made = perform(store, Directory.create_community, admin, name="南苑", code="NY")
    assert made == {"id": made["id"], "name": "南苑", "code": "NY", "version": 1}
    assert perform(store, Directory.list_communities, admin)["items"] == [FIRST, made]
    [event] = events(store, "community_changed")
    published = {"community_id": made["id"], "version": 1, "name": "南苑", "code": "NY"}
    assert (event["data"], event["community_id"]) == (published, None)


def test_P01_a_code_stands_for_one_community(store: Store, admin: Actor) -> None:
    perform(store, Directory.create_community, admin, name="南苑", code="NY")
    with pytest.raises(CommunityTaken):
        perform(store, Directory.create_community, admin, name="南园", code="NY")


@pytest.mark.parametrize("code", ["", "ny", "南", "N Y", "1A", "N-1", "ABCDEF"])
def test_P01_what_could_not_stand_in_a_number_is_no_code(
    store: Store, admin: Actor, code: str
) -> None:
    """Numbers are looked for in capitals, and begin with their series."""
    with pytest.raises(InvalidInput):
        perform(store, Directory.create_community, admin, name="南苑", code=code)


def test_P01_the_longest_number_is_kept_whole() -> None:
    longest = len("TS-ABCDE-2026-000001")
    kept = (Bill.number, Payment.receipt_number, DunningPaper.number, Visit.number)
    kept += (Complaint.number, Repair.number, Round.work_order_number, Notice.number)
    assert [one.type.length >= longest for one in kept] == [True] * len(kept)


def test_P01_who_works_in_one_community_is_shown_that_one(
    store: Store, admin: Actor, actor: Callable[..., Actor]
) -> None:
    perform(store, Directory.create_community, admin, name="南苑", code="NY")
    assert perform(store, Directory.list_communities, actor("steward"))["items"] == [FIRST]


def test_P01_a_service_knows_the_first_community_and_those_it_is_told_of(
    store_of: Callable[[str], Store],
) -> None:
    store = store_of("billing")
    first = Community(FIRST_COMMUNITY, 1, "", "")
    published = {"community_id": "c2", "version": 2, "name": "南苑", "code": "NY"}
    with store.read() as uow:
        assert replica.communities(uow) == [first]
        with pytest.raises(NotFound):
            replica.community(uow, "c2")
    deliver(store, BillingService, "on_community_changed", **published)
    deliver(
        store, BillingService, "on_community_changed", **published | {"version": 1, "name": "老名"}
    )
    with store.read() as uow:
        assert replica.communities(uow) == [first, Community("c2", 2, "南苑", "NY")]
        assert replica.community(uow, "c2").code == "NY"
