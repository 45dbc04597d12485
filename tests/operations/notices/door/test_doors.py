"""The list for the doors: by building and home, handed over at once (B02, N04)."""

from collections.abc import Callable
from typing import Any

import pytest

from foundation.actor import Actor
from foundation.errors import Forbidden, NotFound
from foundation.storage.store import Store
from services.notices.service import NoticesService as Notices
from tests.operations.conftest import deliver, events, perform
from tests.operations.notices.conftest import Make
from tests.operations.notices.happenings import BILL

HOME = {"household_id": "h3", "received_by": "王芳"}


pytestmark = pytest.mark.both_databases


@pytest.fixture
def steward(actor: Callable[..., Actor]) -> Actor:
    """Who brings it."""
    return actor("steward", name="赵永强")


def papers(store: Store, by: Actor, **query: Any) -> list[dict[str, Any]]:
    """What waits."""
    return list(perform(store, Notices.door_deliveries, by, **query)["items"])


def test_B02_the_buildings_say_how_much_is_to_be_brought(
    store: Store, published: Make, steward: Actor
) -> None:
    published(kind="outage")
    deliver(store, Notices, "on_bill_issued", **BILL | {"household_id": "h3"})
    listed = perform(store, Notices.door_buildings, steward)["items"]
    assert listed == [{"building": "2栋", "community": "", "homes": 2, "papers": 3}]


def test_B02_all_papers_of_a_home_are_handed_over_at_once(
    store: Store, published: Make, act: Make, steward: Actor
) -> None:
    notice = published(kind="major", must_acknowledge=True)
    deliver(store, Notices, "on_bill_issued", **BILL | {"household_id": "h3"})
    done = perform(store, Notices.hand_over_home, steward, **HOME, signed=True)
    assert (done["building"], done["unit"], len(done["items"])) == ("2栋", "2-101", 2)
    assert papers(store, steward, household_id="h3") == []
    assert [one["household_id"] for one in papers(store, steward)] == ["h4"]
    (reported,) = events(store, "bill_delivered")
    assert (reported["data"]["delivered_by"], reported["data"]["receipt"]) == ("赵永强", "王芳")
    assert act("reach", notice)["acknowledged"] == 1
    with pytest.raises(NotFound):
        perform(store, Notices.hand_over_home, steward, **HOME)


def test_B02_what_came_after_the_list_was_read_stays_on_it(
    store: Store, published: Make, steward: Actor
) -> None:
    published(kind="outage")
    seen = [one["id"] for one in papers(store, steward, household_id="h3")]
    deliver(store, Notices, "on_bill_issued", **BILL | {"household_id": "h3"})
    perform(store, Notices.hand_over_home, steward, **HOME, message_ids=seen)
    assert [one["purpose"] for one in papers(store, steward, household_id="h3")] == ["bill_issued"]


def test_B02_papers_of_another_home_are_not_handed_over_with_it(
    store: Store, published: Make, steward: Actor
) -> None:
    published(kind="outage")
    other = [one["id"] for one in papers(store, steward, household_id="h4")]
    with pytest.raises(NotFound):
        perform(store, Notices.hand_over_home, steward, **HOME, message_ids=other)


@pytest.mark.parametrize("role", ["resident", "engineer", "finance", "inspector", "admin"])
def test_B02_only_who_carries_paper_sees_the_list(
    store: Store, actor: Callable[..., Actor], role: str
) -> None:
    for method, data in ((Notices.door_buildings, {}), (Notices.hand_over_home, HOME)):
        with pytest.raises(Forbidden):
            perform(store, method, actor(role), **data)
