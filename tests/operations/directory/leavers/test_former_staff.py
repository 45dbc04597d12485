"""P08: of staff who left long ago nothing is kept by which they were reached or logged in; their
names stay in what they did (ADR 046)."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pyotp
import pytest
from sqlalchemy import text

from contracts.directory.company_login import CompanyLoginUnknown
from contracts.directory.leavers import PersonErased
from contracts.directory.second_factor import SecondFactorRequired
from foundation import config
from foundation.actor import SYSTEM, Actor
from foundation.clock import FixedClock
from foundation.config import SERVICES
from foundation.errors import BadCredentials, InvalidInput
from foundation.storage.store import Store
from guanjia import erased
from services.directory.leavers import former_staff
from services.directory.people.tables import Person
from services.directory.policy import DirectoryPolicy
from services.directory.service import DirectoryService as Directory
from tests.operations.conftest import events, perform, put_person
from tests.operations.directory.leavers.test_leavers import pass_time
from tests.operations.directory.rights.test_rights import PASSWORD, Company
from tests.operations.notices.arrival.test_arrival import fill_message
from tests.support.at_rest import everything

KEPT = DirectoryPolicy().keep_former_staff_days
ISSUER = "https://id.example.com"
CONTACT = {"phone": "13987654321", "email": "leaver@example.com"}
PRIVATE = (*CONTACT.values(), "ouyang88", "s-ouyang", "hydraulics-77")
TABLES = ("second_factors", "recovery_codes", "company_identities", "sessions", "one_time_links")


@pytest.fixture(autouse=True)
def installation() -> Iterator[None]:
    """An installation with a secret."""
    before = config.settings()
    config.use(replace(before, secret_key="s" * 40))
    yield
    config.use(before)


@pytest.fixture
def company(store: Store) -> Company:
    """A company whose operator sits at the console."""
    return Company(store, Actor("console:root", "root", frozenset({"admin"})))


class Leaver:
    """An engineer who came by an invitation, has a second factor and a company account."""

    def __init__(self, company: Company) -> None:
        self.company, self.store = company, company.store
        self.admin = company.hire("admin")
        person = perform(
            self.store, Directory.create_person, self.admin, name="欧阳离去", roles=["engineer"],
            skills=["hydraulics-77"], **CONTACT,
        )  # fmt: skip
        self.id = str(person["id"])
        self.actor = Actor(self.id, "欧阳离去", frozenset({"engineer"}))
        made = perform(self.store, Directory.invite, self.admin, person_id=self.id)
        token = made["link"].rpartition("/")[2]
        chosen = {"token": token, "username": "ouyang88", "password": PASSWORD, "name": None}
        perform(self.store, Directory.use_link, SYSTEM, **chosen)
        self.come_by_company()
        begun = perform(
            self.store, Directory.enrol_second_factor, self.actor, old_password=PASSWORD
        )
        self.telephone = pyotp.TOTP(begun["secret"])
        confirmed = {"totp": self.telephone.now()}
        perform(self.store, Directory.confirm_second_factor, self.actor, **confirmed)

    def change(self, **values: Any) -> Any:
        """An administrator changes something of them."""
        return perform(self.store, Directory.change_person, self.admin, person_id=self.id, **values)

    def leave(self) -> None:
        """An administrator closes them."""
        perform(self.store, Directory.close_person, self.admin, person_id=self.id)

    def log_in(self, totp: str | None = None) -> Any:
        """Log in with name and password."""
        said = {"username": "ouyang88", "password": PASSWORD, "totp": totp}
        return perform(self.store, Directory.authenticate, SYSTEM, **said)

    def come_by_company(self) -> Any:
        """Log in by the company's provider."""
        said = {"issuer": ISSUER, "subject": "s-ouyang", "email": CONTACT["email"]}
        return perform(self.store, Directory.log_in_by_company, SYSTEM, **said)

    def tells(self) -> list[str]:
        """What of them the database still tells; events go after days."""
        found = everything(self.store, "outbox")
        return [one for one in PRIVATE if one in found]

    def rows(self) -> dict[str, int]:
        """What they log in by, by table."""
        with self.store.engine.connect() as connection:
            return {
                one: connection.execute(
                    text(f"SELECT count(*) FROM {one} WHERE person_id = :id"), {"id": self.id}
                ).scalar_one()
                for one in TABLES
            }


@pytest.fixture
def leaver(company: Company) -> Leaver:
    """Somebody who is going to leave."""
    return Leaver(company)


@pytest.mark.both_databases
def test_P08_staff_who_left_are_erased_but_for_their_names_when_the_time_is_over(
    leaver: Leaver, clock: FixedClock
) -> None:
    leaver.leave()
    assert leaver.tells() == list(PRIVATE)
    pass_time(leaver.store, clock, KEPT - 2)
    assert leaver.tells() == list(PRIVATE), "not before"
    pass_time(leaver.store, clock, 3)
    assert leaver.tells() == []
    assert leaver.rows() == dict.fromkeys(TABLES, 0)
    with leaver.store.read() as uow:
        listed = {name: list(uow.session.scalars(text(ids))) for name, ids in erased.NAMED.items()}
    assert listed == {"members": [], "people": [], "staff": [leaver.id]}, "what a backup lists"
    kept = perform(leaver.store, Directory.get_person, leaver.admin, person_id=leaver.id)
    assert (kept["name"], kept["roles"], kept["active"]) == ("欧阳离去", ["engineer"], False)
    last = events(leaver.store, "person_changed")[-1]["data"]
    assert (last["name"], last["phone"], last["email"]) == ("欧阳离去", None, None)
    assert (last["erased"], last["contact_erased"], last["login"]) == (False, True, False)


def test_P08_who_of_the_staff_did_what_stays_and_the_trail_is_whole(
    leaver: Leaver, clock: FixedClock
) -> None:
    leaver.leave()
    pass_time(leaver.store, clock, KEPT + 1)
    director = Actor("d", "d", frozenset({"director"}))
    checked = perform(leaver.store, Directory.verify_audit, director)
    assert checked["broken"] == [] and checked["erased"] > 0
    with leaver.store.engine.connect() as connection:
        did = "SELECT count(*) FROM audit WHERE actor_id = :id AND actor_name = :name"
        mine = {"id": leaver.id, "name": "欧阳离去"}
        assert connection.execute(text(did), mine).scalar_one() > 0
        about = "SELECT changes FROM audit WHERE subject_id = :id"
        rows = connection.execute(text(about), {"id": leaver.id}).scalars().all()
    told = [json.loads(one) if isinstance(one, str) else one for one in rows]
    closed = [one for row in told for one in row if (one.get("after") or {}).get("active") is False]
    assert closed, "that they were closed says nothing private, and stays"


def test_P08_the_night_says_that_staff_were_erased(leaver: Leaver, clock: FixedClock) -> None:
    leaver.leave()
    pass_time(leaver.store, clock, KEPT + 1)
    day = clock.now().date()
    asked = {"from_day": (day - timedelta(days=5)).isoformat()}
    asked |= {"to_day": (day + timedelta(days=1)).isoformat()}
    found = perform(leaver.store, Directory.retention_nights, leaver.admin, **asked)["items"]
    [one] = [one for one in found if one["kind"] == "former_staff"]
    assert (one["policy"], one["count"]) == ("keep_former_staff_days", 1)
    assert one["community_id"] is None, "the company's"


def test_P08_without_the_nights_work_all_of_former_staff_would_stay(
    leaver: Leaver, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(former_staff, "erase", lambda *_: None)
    leaver.leave()
    pass_time(leaver.store, clock, KEPT + 1)
    assert leaver.tells() == list(PRIVATE)


def test_P08_who_works_here_or_came_back_in_time_keeps_everything(
    leaver: Leaver, clock: FixedClock
) -> None:
    pass_time(leaver.store, clock, KEPT + 1)
    assert leaver.tells() == list(PRIVATE), "never left"
    leaver.leave()
    pass_time(leaver.store, clock, KEPT - 5)
    leaver.change(active=True)
    pass_time(leaver.store, clock, KEPT - 5)
    leaver.leave()
    pass_time(leaver.store, clock, KEPT - 5)
    assert leaver.tells()[:3] == list(PRIVATE)[:3], "counted from the last time"


def test_P08_who_left_under_a_release_before_counts_from_the_first_night(
    leaver: Leaver, clock: FixedClock
) -> None:
    leaver.leave()
    with leaver.store.write() as uow:
        uow.load(Person, leaver.id).left_at = None
    pass_time(leaver.store, clock, KEPT * 2)
    assert leaver.tells()[:2] == list(CONTACT.values())
    pass_time(leaver.store, clock, KEPT + 1)
    assert leaver.tells() == []


def test_P08_of_former_staff_zero_keeps_for_good_and_less_than_half_a_year_is_refused(
    leaver: Leaver, clock: FixedClock
) -> None:
    def keep(days: int) -> None:
        change = {"name": "keep_former_staff_days", "value": days}
        perform(leaver.store, Directory.change_policy, leaver.admin, **change)

    with pytest.raises(InvalidInput):
        keep(182)
    keep(183)
    keep(0)
    leaver.leave()
    pass_time(leaver.store, clock, KEPT * 3)
    assert leaver.tells()[:2] == list(CONTACT.values())


def test_P08_who_was_erased_comes_back_as_somebody_new(leaver: Leaver, clock: FixedClock) -> None:
    leaver.leave()
    pass_time(leaver.store, clock, KEPT + 1)
    login = {"person_id": leaver.id, "username": "ouyang88", "password": PASSWORD}
    for act in (
        lambda: leaver.change(active=True),
        lambda: leaver.change(phone="13987654321"),
        lambda: perform(leaver.store, Directory.create_account, leaver.admin, **login),
        lambda: perform(
            leaver.store, Directory.change_account, leaver.admin, person_id=leaver.id,
            disabled=False,
        ),
    ):  # fmt: skip
        with pytest.raises(PersonErased):
            act()
    assert leaver.tells() == []
    again = {"name": "欧阳离去", "roles": ["engineer"]}
    new = perform(leaver.store, Directory.create_person, leaver.admin, **again)
    perform(
        leaver.store, Directory.create_account, leaver.admin, **(login | {"person_id": new["id"]})
    )


def test_P08_a_list_of_ids_has_staff_erased_again_in_what_a_restore_brings_back(
    leaver: Leaver, tmp_path: Path
) -> None:
    """The database here is that of the backup, in which they had not even left."""
    told = {"members": [], "people": [], "staff": [leaver.id]}
    (tmp_path / "later.tar.gz.erased").write_text(json.dumps(told))
    before = {"members": [], "people": []}
    (tmp_path / "earlier.tar.gz.erased").write_text(json.dumps(before))
    worked = erased.together(erased.beside(tmp_path / "earlier.tar.gz"))
    assert worked == told, "a list of a release before names no staff"
    for _ in range(2):
        with leaver.store.write() as uow:
            former_staff.erase(uow, worked["staff"])
    assert leaver.tells() == []
    with pytest.raises(BadCredentials):
        leaver.log_in()


def test_P03_who_is_taken_back_in_time_logs_in_as_before_with_the_second_factor(
    leaver: Leaver,
) -> None:
    leaver.leave()
    assert leaver.rows()["second_factors"] == 1
    with pytest.raises(BadCredentials):
        leaver.log_in(leaver.telephone.now())
    with pytest.raises(CompanyLoginUnknown):
        leaver.come_by_company()
    leaver.change(active=True)
    with pytest.raises(SecondFactorRequired):
        leaver.log_in()
    with pytest.raises(SecondFactorRequired):
        leaver.come_by_company()


def test_P08_a_restore_erases_staff_in_all_services(
    leaver: Leaver, store_of: Callable[[str], Store]
) -> None:
    """The messages of the backup still say where they went; who it was stays known there."""
    stores = {name: leaver.store if name == "directory" else store_of(name) for name in SERVICES}
    with stores["notices"].write() as uow:
        fill_message(uow, 1, leaver.id, "接单提醒")
    put_person(stores["notices"], leaver.id, "engineer", name="欧阳离去")

    @contextmanager
    def restored(service: str) -> Iterator[Store]:
        yield stores[service]

    erased.erase_again(restored, {"members": [], "people": [], "staff": [leaver.id]})
    assert leaver.tells() == []
    found = everything(stores["notices"], "outbox")
    assert "13800000001" not in found and "接单提醒" in found and "欧阳离去" in found
