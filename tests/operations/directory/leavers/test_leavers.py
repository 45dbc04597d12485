"""P08: of who left long ago nothing personal is kept, wherever it stood."""

import json
from collections.abc import Callable
from datetime import timedelta
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from foundation import erased_copies, erasure
from foundation.actor import Actor
from foundation.clock import FixedClock
from foundation.errors import InvalidInput
from foundation.service import begin
from foundation.storage.store import Store
from foundation.storage.tables import audit, idempotency_keys
from guanjia import erased
from services.directory.households.tables import Member
from services.directory.leavers import operations as leavers
from services.directory.people.tables import Person
from services.directory.policy import DirectoryPolicy
from services.directory.service import DirectoryService as Directory
from tests.operations.conftest import events, perform, process_due
from tests.operations.directory.conftest import CHECK
from tests.operations.test_retention import pass_nights
from tests.support.at_rest import everything

pytestmark = pytest.mark.both_databases

MakeActor = Callable[..., Actor]
TENANT = {"name": "欧阳离去", "phone": "13987654321", "email": "leaver@example.com"}
PERSONAL = (*TENANT.values(), "ouyang88", "1****************X")
KEPT = DirectoryPolicy().keep_leavers_days


@pytest.fixture
def home(store: Store, actor: MakeActor, enter: Callable[..., Any]) -> dict[str, Any]:
    """A household with a tenant who has a login, gave an identity number, and changed a phone."""
    made = enter()
    desk = actor("receptionist")
    entry = {"household_id": made["id"], "identity_check": CHECK}
    with_tenant = perform(
        store, Directory.add_member, desk, relation="tenant",
        id_number="11010519491231002X", **entry, **TENANT,
    )  # fmt: skip
    member = with_tenant["members"][1]["id"]
    person = perform(
        store, Directory.create_person, actor("director"), name=TENANT["name"],
        roles=["resident"], member_ids=[member],
    )  # fmt: skip
    login = {"username": "ouyang88", "password": "quiet-Harbour-lamp-58"}
    perform(store, Directory.create_account, actor("admin"), person_id=person["id"], **login)
    perform(store, Directory.change_member, desk, member_id=member, phone="13987654322", **entry)
    perform(store, Directory.change_member, desk, member_id=member, phone=TENANT["phone"], **entry)
    return dict(perform(store, Directory.get_household, desk, household_id=made["id"]))


def move_out(store: Store, home: dict[str, Any], by: Actor) -> None:
    perform(
        store, Directory.remove_member, by, household_id=home["id"],
        member_id=home["members"][1]["id"], identity_check=CHECK,
    )  # fmt: skip


def tells(store: Store) -> list[str]:
    """What of the tenant the database still tells; events go after days, and no row holds them."""
    found = everything(store, "outbox")
    return [one for one in PERSONAL if str(one) in found]


def pass_time(store: Store, clock: FixedClock, days: int) -> None:
    clock.set(clock.now() + timedelta(days=days))
    pass_nights(store, Directory, clock)


def test_P08_who_left_is_erased_everywhere_when_the_time_is_over(
    store: Store, home: dict[str, Any], actor: MakeActor, clock: FixedClock
) -> None:
    assert tells(store) == list(PERSONAL)
    move_out(store, home, actor("receptionist"))
    pass_time(store, clock, KEPT - 2)
    assert tells(store) == list(PERSONAL), "not before"
    pass_time(store, clock, 3)
    assert tells(store) == []
    kept = perform(store, Directory.get_household, actor("receptionist"), household_id=home["id"])
    assert [one["name"] for one in kept["members"]] == ["王芳"], "who stayed is known"
    last = events(store, "person_changed")[-1]["data"]
    assert (last["erased"], last["name"], last["phone"], last["login"]) == (True, "—", None, False)
    checked = perform(store, Directory.verify_audit, actor("director"))
    assert checked["broken"] == [] and checked["erased"] > 0
    day = clock.now().date()
    asked = {"from_day": (day - timedelta(days=5)).isoformat(), "to_day": day.isoformat()}
    found = perform(store, Directory.retention_nights, actor("director"), **asked)["items"]
    assert [one["count"] for one in found if one["kind"] == "leavers"] == [1]


def test_P08_copies_in_the_trail_that_nights_of_a_release_before_left_are_erased_once(
    store: Store, home: dict[str, Any], actor: MakeActor, clock: FixedClock
) -> None:
    move_out(store, home, actor("receptionist"))
    with pytest.MonkeyPatch.context() as before:
        before.setattr(erasure, "tell_no_more", lambda *_: None)
        pass_time(store, clock, KEPT + 1)
    assert set(tells(store)) >= {TENANT["phone"], "ouyang88"}, "they would stay"
    begin(store, Directory)
    process_due(store, Directory)
    assert tells(store) == []
    checked = perform(store, Directory.verify_audit, actor("director"))
    assert checked["broken"] == [] and checked["erased"] > 0
    with store.read() as uow:
        trail = uow.session.scalars(select(audit.c.changes)).all()
    begin(store, Directory)
    process_due(store, Directory)
    with store.read() as uow:
        assert uow.session.scalars(select(audit.c.changes)).all() == trail, "once"


def test_P08_what_is_no_copy_stays() -> None:
    named, whose = {"name": "王芳"}, {"handler_id": "p1"}
    erased = {"name": "—"}
    for operation, change, copied in (
        ("deadline:forget_own", {"before": named, "after": erased}, True),
        ("erase_again", {"before": named, "after": erased}, True),
        ("directory.erase_leaver", {"before": named, "after": erased}, True),
        ("deadline:forget", {"after": {"leavers": 1}}, False),
        ("event:notices.on_person_changed", {"before": named, "after": erased}, True),
        ("event:complaints.on_person_changed", {"before": whose, "after": whose}, False),
        ("directory.change_person", {"before": named, "after": erased}, False),
    ):
        assert erased_copies.is_copy(operation, {"entity": "x", "id": "1"} | change) is copied
        assert not copied or any(
            fnmatch(operation, one.replace("%", "*")) for one in erased_copies.PERHAPS
        )


def test_P08_without_the_nights_work_all_of_it_would_stay(
    store: Store, home: dict[str, Any], actor: MakeActor, clock: FixedClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Negative control."""
    monkeypatch.setattr(leavers, "erase", lambda *_: None)
    move_out(store, home, actor("receptionist"))
    pass_time(store, clock, KEPT + 1)
    assert tells(store) == list(PERSONAL)


def test_P08_who_stays_or_belongs_elsewhere_too_is_not_erased(
    store: Store, home: dict[str, Any], actor: MakeActor, enter: Callable[..., Any],
    clock: FixedClock,
) -> None:  # fmt: skip
    other = enter(unit="2-1002", owner_name="李雷", phone="13700000001")
    with store.write() as uow:
        tenant = select(Member.person_id).where(Member.id == home["members"][1]["id"])
        mine = update(Member).where(Member.household_id == other["id"])
        uow.session.execute(mine.values(person_id=uow.session.scalar(tenant)))
    move_out(store, home, actor("receptionist"))
    pass_time(store, clock, KEPT + 1)
    with store.read() as uow:
        assert uow.session.scalar(select(Person.erased_at).where(Person.name == "—")) is None
        assert uow.session.scalar(select(Person.name).where(Person.name == TENANT["name"]))
        entry = uow.load(Member, home["members"][1]["id"])
        assert (entry.name, entry.phone, entry.id_number) == ("—", "", None)


def test_P08_zero_keeps_for_good_and_too_little_is_refused(
    store: Store, home: dict[str, Any], actor: MakeActor, clock: FixedClock
) -> None:
    admin = actor("admin")
    with pytest.raises(InvalidInput):
        perform(store, Directory.change_policy, admin, name="keep_leavers_days", value=30)
    perform(store, Directory.change_policy, admin, name="keep_leavers_days", value=0)
    move_out(store, home, actor("receptionist"))
    pass_time(store, clock, KEPT * 3)
    with store.read() as uow:
        assert uow.load(Member, home["members"][1]["id"]).name == TENANT["name"]


def test_P08_answers_under_the_keys_of_who_left_are_forgotten(
    store: Store, home: dict[str, Any]
) -> None:
    with store.write() as uow:
        entry = uow.load(Member, home["members"][1]["id"])
        uow.session.execute(
            idempotency_keys.insert().values(
                actor_id=entry.person_id, operation="o", key="k", fingerprint="f",
                answer={"sealed": "x"}, made_at=uow.now,
            )
        )  # fmt: skip
        entry.until = uow.now
    with store.write() as uow:
        leavers.erase(uow, [home["members"][1]["id"]])
    with store.read() as uow:
        mine = select(idempotency_keys.c.answer).where(idempotency_keys.c.operation == "o")
        assert uow.session.scalar(mine) == {"forgotten": True}


def test_P08_twice_erased_is_erased_once(
    store: Store, home: dict[str, Any], actor: MakeActor
) -> None:
    move_out(store, home, actor("receptionist"))
    told = []
    for _ in range(2):
        with store.write() as uow:
            leavers.erase(uow, [home["members"][1]["id"]])
        told.append(len(events(store, "person_changed")))
    assert told[0] == told[1]


def test_P08_a_list_of_ids_has_who_was_erased_erased_in_what_a_restore_brings_back(
    store: Store, home: dict[str, Any], actor: MakeActor, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """The database here is that of the backup, in which nobody was erased yet."""
    with store.read() as uow:
        entry = uow.load(Member, home["members"][1]["id"])
        told = {"members": [entry.id], "people": [entry.person_id]}
    file = tmp_path / "later.tar.gz.erased"
    file.write_text(json.dumps(told))
    worked = erased.together(erased.beside(tmp_path / "earlier.tar.gz"))
    assert worked == told | {"staff": []}
    with store.write() as uow:
        leavers.erase(uow, worked["members"])
        leavers.erase_people(uow, worked["people"])
    assert tells(store) == []
