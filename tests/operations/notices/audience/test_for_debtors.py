"""D06, B19: what is addressed to households in arrears goes to who owes, and to no tenant."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from foundation.actor import Actor
from foundation.clock import FixedClock
from foundation.errors import NotFound
from foundation.membership import Standing
from foundation.storage.store import Store
from services.notices.audience import rules as audience
from services.notices.audience.tables import Recipient
from services.notices.messages.tables import Message
from services.notices.service import NoticesService as Notices
from tests.operations.conftest import deliver, perform, put_household, put_person
from tests.operations.notices.conftest import member

Make = Callable[..., dict[str, Any]]
OWNER, TENANT = "m-owner", "m-tenant"
FOR_DEBTORS = {"in_arrears": True}


pytestmark = pytest.mark.both_databases


@pytest.fixture
def home(store: Store) -> Store:
    """An owner and a tenant, of a household that owes."""
    of_tenant = {"id": TENANT, "side": TENANT, "relation": "tenant"}
    people = [
        member("p-owner", "wang@example.org", id=OWNER, side="owner"),
        member("p-tenant", "li@example.org", **of_tenant),
    ]
    put_household(store, "h9", building="9栋", unit="9-101", members=people)
    for name in ("owner", "tenant"):
        put_person(store, f"p-{name}", "resident")
    owes = {"household_id": "h9", "overdue_amount": "300.00", "oldest_due_date": "2026-10-31"}
    deliver(store, Notices, "on_household_arrears_changed", **owes)
    return store


def reader(actor: Callable[..., Actor], member_id: str, side: str, **more: Any) -> Actor:
    """Somebody of the household."""
    standings = (Standing("h9", member_id, side, **more),)
    return actor("resident", id=f"p-{member_id[2:]}", household_ids=["h9"], standings=standings)


def sees(store: Store, notice: dict[str, Any], by: Actor) -> set[str]:
    """By which ways somebody comes to a notice."""
    listed = {
        "list": {},
        "list of the household": {"household_id": "h9"},
    }
    found = {
        name
        for name, audience in listed.items()
        if any(
            one["id"] == notice["id"]
            for one in perform(store, Notices.search, by, **audience)["items"]
        )
    }
    for name in ("get", "read", "acknowledge"):
        try:
            perform(store, getattr(Notices, name), by, notice_id=notice["id"])
            found.add(name)
        except NotFound:
            pass
    return found


ALL = {"list", "list of the household", "get", "read", "acknowledge"}


def test_D06_a_notice_to_who_is_in_arrears_is_read_by_the_owner_and_no_tenant(
    home: Store, published: Make, actor: Callable[..., Actor]
) -> None:
    notice = published(audience=FOR_DEBTORS, must_acknowledge=True)
    assert sees(home, notice, reader(actor, TENANT, TENANT)) == set()
    assert sees(home, notice, reader(actor, OWNER, "owner")) == ALL


def test_D06_negative_control_addressed_as_a_whole_the_tenant_would_read_of_the_debt(
    home: Store, published: Make, actor: Callable[..., Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audience, "side_addressed", lambda *_: None)
    notice = published(audience=FOR_DEBTORS, must_acknowledge=True)
    assert sees(home, notice, reader(actor, TENANT, TENANT)) == ALL


def test_B19_who_bought_the_home_since_reads_nothing_of_who_owed_before(
    home: Store, published: Make, actor: Callable[..., Actor], clock: FixedClock
) -> None:
    notice = published(audience=FOR_DEBTORS, must_acknowledge=True)
    later = clock.now() + timedelta(hours=1)
    assert sees(home, notice, reader(actor, "m-buyer", "owner", sees_from=later)) == set()


@pytest.mark.parametrize("more", [{"buildings": ["9栋"]}, {"everyone": True}])
def test_N03_what_also_addresses_the_household_as_a_whole_is_for_all_of_it(
    home: Store, published: Make, actor: Callable[..., Actor], more: dict[str, Any]
) -> None:
    notice = published(audience=FOR_DEBTORS | more, must_acknowledge=True)
    assert sees(home, notice, reader(actor, TENANT, TENANT)) == ALL


@pytest.mark.usefixtures("with_email")
def test_D06_mail_of_it_goes_to_the_owner_and_no_tenant(home: Store, published: Make) -> None:
    def written_to(**values: Any) -> set[str | None]:
        notice = published(channels=["portal", "email"], **values)
        with home.read() as uow:
            mine = Message.notice_id == notice["id"], Message.household_id == "h9"
            return set(uow.session.scalars(select(Message.address).where(*mine)))

    assert written_to(audience=FOR_DEBTORS) == {"wang@example.org"}
    assert written_to(audience={"buildings": ["9栋"]}) == {"wang@example.org", "li@example.org"}


def test_D06_a_correction_goes_to_who_had_the_version_before(
    home: Store, published: Make, act: Make, actor: Callable[..., Actor]
) -> None:
    notice = published(audience=FOR_DEBTORS, must_acknowledge=True)
    act("correct", notice, title=None, body="请于11月10日前缴纳。")
    assert sees(home, notice, reader(actor, TENANT, TENANT)) == set()
    assert sees(home, notice, reader(actor, OWNER, "owner")) == ALL


def test_N04_it_is_delivered_once_the_owner_can_see_it_and_not_for_the_tenant(
    home: Store, published: Make
) -> None:
    put_person(home, "p-owner", "resident", login=False, version=2)
    notice = published(audience=FOR_DEBTORS)

    def delivered() -> bool:
        mine = Recipient.notice_id == notice["id"], Recipient.household_id == "h9"
        with home.read() as uow:
            return uow.session.scalar(select(Recipient.delivered_at).where(*mine)) is not None

    def can_log_in(person_id: str, version: int) -> None:
        person = {
            "person_id": person_id, "version": version, "name": "王芳", "roles": ["resident"],
            "buildings": [], "skills": [], "phone": None, "email": None, "active": True,
            "login": True, "household_ids": ["h9"],
        }  # fmt: skip
        deliver(home, Notices, "on_person_changed", **person)

    assert not delivered()
    can_log_in("p-tenant", 5)
    assert not delivered(), "whom it is not for"
    can_log_in("p-owner", 5)
    assert delivered()


def test_N02_a_major_one_hangs_where_who_owes_lives(
    home: Store, published: Make, actor: Callable[..., Actor], clock: FixedClock
) -> None:
    notice = published(kind="major", audience=FOR_DEBTORS)
    clock.advance(timedelta(days=3))
    found = perform(home, Notices.missing_photos, actor("supervisor"))["items"]
    (mine,) = [one for one in found if one["notice_id"] == notice["id"]]
    assert mine["buildings"] == ["9栋"]
