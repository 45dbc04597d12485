"""P03: who leaves is let in nowhere from that moment, and leaves nothing lying about."""

from datetime import timedelta
from typing import Any

import pytest

from contracts.directory.rights import LastAdmin, OwnRoles
from foundation.actor import SYSTEM, Actor
from foundation.errors import BadCredentials, Forbidden, NotAuthenticated
from foundation.storage.store import Store
from services.directory.rights import operations as rights
from services.directory.service import DirectoryService as Directory
from tests.operations.conftest import NOON, events, perform
from tests.operations.directory.rights.test_rights import PASSWORD, Company


@pytest.fixture
def company(store: Store) -> Company:
    """A company whose operator sits at the console."""
    return Company(store, Actor("console:root", "root", frozenset({"admin"})))


def close(company: Company, by: Actor, whom: Actor) -> dict[str, Any]:
    """Close somebody."""
    return dict(perform(company.store, Directory.close_person, by, person_id=whom.id))


def put_shift(company: Company, whom: Actor, days: int) -> str:
    """A day on duty, some days from now."""
    start = NOON + timedelta(days=days)
    shift = {"person_id": whom.id, "duty": "duty_manager", "starts_at": start.isoformat()}
    shift |= {"ends_at": (start + timedelta(hours=8)).isoformat()}
    supervisor = Actor("s", "s", frozenset({"supervisor"}))
    return str(perform(company.store, Directory.put_shift, supervisor, **shift)["id"])


def test_P03_who_leaves_is_let_in_no_more(company: Company) -> None:
    admin, steward = company.hire("admin"), company.hire("steward")
    name = perform(company.store, Directory.get_person, admin, person_id=steward.id)["username"]
    entered = {"username": name, "password": PASSWORD}
    opened = perform(company.store, Directory.authenticate, SYSTEM, **entered)
    answer = close(company, admin, steward)
    assert (answer["active"], answer["roles"]) == (False, ["steward"]), "the history stays"
    held = {"session_id": opened["session_id"], "person_id": steward.id}
    with pytest.raises(NotAuthenticated):
        perform(company.store, Directory.session, SYSTEM, **held)
    with pytest.raises(BadCredentials):
        perform(company.store, Directory.authenticate, SYSTEM, **entered)


def test_P03_shifts_ahead_of_who_leaves_are_listed_and_open(company: Company) -> None:
    admin, supervisor = company.hire("admin"), company.hire("supervisor")
    ahead = [put_shift(company, supervisor, days) for days in (1, 2)]
    supervising = Actor("s", "s", frozenset({"supervisor"}))
    before = perform(company.store, Directory.roster_gaps, supervising)["items"]
    answer = close(company, admin, supervisor)
    assert [one["id"] for one in answer["shifts"]] == ahead
    after = perform(company.store, Directory.roster_gaps, supervising)["items"]
    assert len([one for one in after if one["duty"] == "duty_manager"]) < len(
        [one for one in before if one["duty"] == "duty_manager"]
    ), "who has left is on no duty: one gap in the place of several"


def test_P03_that_somebody_has_left_is_told_once(company: Company) -> None:
    admin, supervisor = company.hire("admin"), company.hire("supervisor")
    put_shift(company, supervisor, 1)
    for _ in range(2):
        close(company, admin, supervisor)
    [told] = events(company.store, "person_left")
    assert (told["data"]["name"], told["data"]["shifts"]) == ("supervisor", 1)
    assert told["data"]["grants"] == [
        {"role": "supervisor", "community_id": "00000000-0000-7000-8000-000000000001"}
    ]


def test_P03_the_old_way_of_closing_tells_it_as_well(company: Company) -> None:
    admin, steward = company.hire("admin"), company.hire("steward")
    company.change(admin, steward, active=False)
    assert len(events(company.store, "person_left")) == 1


def test_P03_the_last_administrator_stays(company: Company) -> None:
    admin = company.hire("admin")
    with pytest.raises(LastAdmin):
        close(company, company.console, admin)


@pytest.mark.parametrize("role", ["admin", "director", "deputy_manager"])
def test_P03_nobody_closes_themselves(company: Company, role: str) -> None:
    company.hire("admin"), company.hire("admin"), company.hire("director")
    one = company.hire(role)
    with pytest.raises(OwnRoles):
        close(company, one, one)


def test_P03_without_the_guard_one_would_close_oneself(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    company.hire("admin"), company.hire("director")
    one = company.hire("director")
    monkeypatch.setattr(rights, "require_not_own", lambda *_: None)
    assert close(company, one, one)["active"] is False


@pytest.mark.parametrize("role", ["supervisor", "receptionist", "finance", "resident"])
def test_P03_closing_is_for_who_hires(company: Company, role: str) -> None:
    steward = company.hire("steward")
    with pytest.raises(Forbidden):
        close(company, Actor("x", "x", frozenset({role})), steward)
