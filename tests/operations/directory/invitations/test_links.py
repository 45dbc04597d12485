"""P03: one-time links, by which people choose the own password: once, in time, the newest only."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, text

from contracts.directory.accounts import UsernameTaken
from contracts.directory.links import (
    ClosedPerson,
    HasAccount,
    LinkExpired,
    LinkReplaced,
    LinkUnknown,
    LinkUsed,
    LinkWaits,
    NoAccount,
)
from contracts.directory.passwords import WeakPassword
from contracts.directory.rights import LastAdmin, LastSecondPerson
from foundation.actor import SYSTEM, Actor
from foundation.clock import FixedClock
from foundation.errors import (
    BadCredentials,
    Forbidden,
    InvalidInput,
    NotAuthenticated,
    NotFound,
    SecondPersonNeeded,
    ServiceError,
)
from foundation.storage.store import Store
from services.directory.invitations import operations as invitations
from services.directory.links import operations as links
from services.directory.links.tables import OneTimeLink
from services.directory.rights import operations as rights
from services.directory.service import DirectoryService as Directory
from tests.operations.conftest import perform
from tests.operations.directory.rights.test_rights import PASSWORD, Company

NEW = "quiet-Harbour-lamp-58"
USER = "zhang.wei"


@pytest.fixture
def company(store: Store) -> Company:
    """A company whose operator sits at the console."""
    return Company(store, Actor("console:root", "root", frozenset({"admin"})))


def give(company: Company, method: str, by: Actor, whom: Actor) -> dict[str, Any]:
    """A link for somebody."""
    return dict(perform(company.store, getattr(Directory, method), by, person_id=whom.id))


def secret(given: dict[str, Any]) -> str:
    """The secret of a link."""
    return str(given["link"]).rpartition("/")[2]


def use(company: Company, token: str, password: str = NEW, username: str | None = USER) -> str:
    """Use a link."""
    data = {"token": token, "username": username, "password": password}
    return str(perform(company.store, Directory.use_link, SYSTEM, **data)["username"])


def logs_in(company: Company, username: str, password: str) -> dict[str, Any] | None:
    """What somebody opens with a password; None where nothing."""
    data = {"username": username, "password": password}
    try:
        return dict(perform(company.store, Directory.authenticate, SYSTEM, **data))
    except BadCredentials:
        return None


def holds(company: Company, opened: dict[str, Any]) -> bool:
    """Whether a login still opens something."""
    data = {"session_id": opened["session_id"], "person_id": opened["id"]}
    try:
        perform(company.store, Directory.session, SYSTEM, **data)
    except NotAuthenticated:
        return False
    return True


def test_P03_who_is_invited_chooses_user_name_and_password(company: Company) -> None:
    admin, steward = company.hire("admin"), company.hire("steward", login=False)
    given = give(company, "invite", admin, steward)
    assert (given["kind"], given["waits"], given["hours"]) == ("invitation", False, 72)
    shown = perform(company.store, Directory.open_link, SYSTEM, token=secret(given))
    assert (shown["name"], shown["username"], shown["min_length"]) == ("steward", None, 10)
    assert use(company, secret(given)) == USER
    opened = logs_in(company, USER, NEW)
    assert opened and opened["roles"] == ["steward"]


@pytest.mark.both_databases
def test_P03_a_link_is_used_once(company: Company) -> None:
    admin, steward = company.hire("admin"), company.hire("steward", login=False)
    token = secret(give(company, "invite", admin, steward))
    use(company, token)
    for again in (
        lambda: use(company, token, "another-Meadow-gate-12", "other"),
        lambda: perform(company.store, Directory.open_link, SYSTEM, token=token),
    ):
        with pytest.raises(LinkUsed):
            again()
    assert logs_in(company, USER, NEW) and not logs_in(company, "other", "another-Meadow-gate-12")


def test_P03_a_link_ends_with_its_hours(company: Company, clock: FixedClock) -> None:
    admin, steward = company.hire("admin"), company.hire("steward", login=False)
    token = secret(give(company, "invite", admin, steward))
    clock.advance(timedelta(hours=72))
    with pytest.raises(LinkExpired) as refused:
        use(company, token)
    assert "2026-11-05 10:00" in str(refused.value)
    assert not logs_in(company, USER, NEW)


def test_P03_the_hours_of_a_link_are_policy(company: Company) -> None:
    admin, steward = company.hire("admin"), company.hire("steward", login=False)
    director = company.hire("director")
    perform(company.store, Directory.change_policy, director, name="link_hours", value=2)
    given = give(company, "invite", admin, steward)
    assert given["hours"] == 2


def test_P03_a_newer_link_takes_the_place_of_an_older_one(company: Company) -> None:
    admin, steward = company.hire("admin"), company.hire("steward", login=False)
    first, second = (secret(give(company, "invite", admin, steward)) for _ in range(2))
    with pytest.raises(LinkReplaced):
        use(company, first)
    assert use(company, second) == USER


def test_P03_a_secret_that_there_is_not_opens_nothing(company: Company) -> None:
    with pytest.raises(LinkUnknown):
        use(company, "A" * 43)


def test_P03_only_a_digest_of_a_link_is_kept(company: Company, store: Store) -> None:
    admin, steward = company.hire("admin"), company.hire("steward", login=False)
    token = secret(give(company, "invite", admin, steward))
    with store.read() as uow:
        tables = uow.session.scalars(
            text("SELECT name FROM sqlite_master WHERE type = 'table'")
        ).all()
        rows = [uow.session.execute(text(f"SELECT * FROM {name}")).all() for name in tables]
        kept = uow.session.scalars(select(OneTimeLink.digest)).all()
    assert token not in str(rows)
    assert kept == [links.digest_of(token)]


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"password": "123456"}, WeakPassword),
        ({"username": None}, InvalidInput),
        ({"username": "A b"}, InvalidInput),
        ({"username": "taken"}, UsernameTaken),
    ],
)
def test_P03_what_is_refused_leaves_the_link_as_it_was(
    company: Company, wrong: dict[str, Any], refusal: type[ServiceError]
) -> None:
    admin, steward = company.hire("admin"), company.hire("steward", login=False)
    other = company.hire("engineer", login=False)
    use(company, secret(give(company, "invite", admin, other)), username="taken")
    token = secret(give(company, "invite", admin, steward))
    with pytest.raises(refusal):
        use(company, token, **wrong)
    assert use(company, token) == USER


def test_P03_a_new_password_by_a_link_ends_all_logins(company: Company) -> None:
    admin, steward = company.hire("admin"), company.hire("steward")
    name = username(company, steward)
    opened = logs_in(company, name, PASSWORD)
    given = give(company, "reset_password", admin, steward)
    assert opened and holds(company, opened), "until the link is used, the old one opens"
    assert use(company, secret(given), username=None) == name
    assert not holds(company, opened)
    assert logs_in(company, name, NEW) and not logs_in(company, name, PASSWORD)


def username(company: Company, whom: Actor) -> str:
    """What somebody logs in by."""
    found = perform(company.store, Directory.get_person, company.console, person_id=whom.id)
    return str(found["username"])


def test_P03_a_reset_leaves_the_user_name(company: Company) -> None:
    admin, steward = company.hire("admin"), company.hire("steward")
    token = secret(give(company, "reset_password", admin, steward))
    with pytest.raises(InvalidInput):
        use(company, token, username="another")
    use(company, token, username=username(company, steward))


def test_P03_an_invitation_is_for_who_has_no_account_and_a_reset_for_who_has(
    company: Company,
) -> None:
    admin, old, new = (
        company.hire("admin"),
        company.hire("steward"),
        company.hire("steward", login=False),
    )
    with pytest.raises(HasAccount):
        give(company, "invite", admin, old)
    with pytest.raises(NoAccount):
        give(company, "reset_password", admin, new)


@pytest.mark.parametrize("role", ["director", "deputy_manager", "supervisor", "steward"])
def test_P03_links_are_given_by_administrators(company: Company, role: str) -> None:
    by, steward = company.hire(role), company.hire("steward", login=False)
    for method in ("invite", "reset_password"):
        with pytest.raises(Forbidden):
            give(company, method, by, steward)


Change = Callable[[Company, Actor, Actor], Any]
ENDED: dict[str, Change] = {
    "closed": lambda company, admin, whom: perform(
        company.store, Directory.close_person, admin, person_id=whom.id
    ),
    "disabled": lambda company, admin, whom: perform(
        company.store, Directory.change_account, admin, person_id=whom.id, disabled=True
    ),
    "a password by the administrator": lambda company, admin, whom: perform(
        company.store, Directory.change_account, admin, person_id=whom.id,
        password="another-Meadow-gate-12",
    ),
    "the own change": lambda company, admin, whom: perform(
        company.store, Directory.change_password, whom,
        old_password=PASSWORD, new_password="another-Meadow-gate-12",
    ),
}  # fmt: skip


@pytest.mark.parametrize("how", ENDED)
def test_P03_what_changes_an_account_ends_its_links(company: Company, how: str) -> None:
    admin, steward = company.hire("admin"), company.hire("steward")
    token = secret(give(company, "reset_password", admin, steward))
    ENDED[how](company, admin, steward)
    with pytest.raises(LinkReplaced):
        use(company, token, username=None)


def test_P03_without_the_end_a_closed_person_would_still_be_let_in_by_the_link(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: both guards off."""
    admin, steward = company.hire("admin"), company.hire("steward")
    token = secret(give(company, "reset_password", admin, steward))
    monkeypatch.setattr(links, "end_all", lambda *_: None)
    ENDED["closed"](company, admin, steward)
    with pytest.raises(LinkReplaced):
        use(company, token, username=None)
    monkeypatch.setattr(
        invitations, "holder", lambda uow, link: uow.load(invitations.Person, link.person_id)
    )
    assert use(company, token, username=None)


def test_P03_who_is_closed_gets_no_link(company: Company) -> None:
    admin, steward = company.hire("admin"), company.hire("steward")
    ENDED["closed"](company, admin, steward)
    with pytest.raises(ClosedPerson):
        give(company, "reset_password", admin, steward)


@pytest.mark.parametrize("role", ["finance", "admin", "director", "deputy_manager"])
def test_P03_a_link_for_who_holds_a_role_of_two_waits_for_the_second(
    company: Company, role: str
) -> None:
    admin, second, holder = company.hire("admin"), company.hire("director"), company.hire(role)
    given = give(company, "reset_password", admin, holder)
    assert given["waits"] and given["expires_at"] is None
    with pytest.raises(LinkWaits):
        use(company, secret(given), username=None)
    for involved in (admin, holder):
        with pytest.raises(SecondPersonNeeded):
            company.decide(Actor(involved.id, "x", frozenset({"admin"})))
    assert company.decide(second)["kind"] == "link"
    assert use(company, secret(given), username=None)


def test_P03_a_link_that_is_refused_opens_nothing(company: Company) -> None:
    admin, second, holder = company.hire("admin"), company.hire("director"), company.hire("finance")
    token = secret(give(company, "reset_password", admin, holder))
    company.decide(second, approve=False)
    with pytest.raises(LinkReplaced):
        use(company, token, username=None)


def test_P03_negative_control_without_the_second_an_admin_would_be_finance(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin, finance = company.hire("admin"), company.hire("finance")
    company.hire("director")
    monkeypatch.setattr(rights, "BY_TWO", frozenset())
    token = secret(give(company, "reset_password", admin, finance))
    assert use(company, token, username=None)


def test_P03_what_somebody_logs_in_by_is_told(company: Company) -> None:
    admin, steward = company.hire("admin"), company.hire("steward", login=False)
    about = {"person_id": steward.id}
    assert perform(company.store, Directory.get_access, admin, **about)["link"] is None
    given = give(company, "invite", admin, steward)
    told = perform(company.store, Directory.get_access, admin, **about)
    assert (told["username"], told["link"]["made_by"]) == (None, "admin")
    assert (told["link"]["kind"], told["link"]["waits"]) == ("invitation", False)
    use(company, secret(given))
    told = perform(company.store, Directory.get_access, admin, **about)
    assert (told["username"], told["link"]) == (USER, None)


def test_P03_an_administrator_ends_one_login_of_somebody(company: Company) -> None:
    admin, steward = company.hire("admin"), company.hire("steward")
    name = username(company, steward)
    lost, kept = logs_in(company, name, PASSWORD), logs_in(company, name, PASSWORD)
    assert lost and kept
    about = {"person_id": steward.id}
    listed = perform(company.store, Directory.person_sessions, admin, **about)["items"]
    assert {one["id"] for one in listed} == {lost["session_id"], kept["session_id"]}
    ending = about | {"session_id": lost["session_id"]}
    with pytest.raises(Forbidden):
        perform(company.store, Directory.end_person_session, company.hire("director"), **ending)
    with pytest.raises(NotFound):
        other = company.hire("engineer")
        perform(
            company.store, Directory.end_person_session, admin, **(ending | {"person_id": other.id})
        )
    perform(company.store, Directory.end_person_session, admin, **ending)
    assert not holds(company, lost) and holds(company, kept)


def give_at_once(company: Company, by: Actor, whom: Actor) -> dict[str, Any]:
    """A link to somebody whose password another may have."""
    about = {"person_id": whom.id, "at_once": True}
    return dict(perform(company.store, Directory.reset_password, by, **about))


def test_P03_where_another_may_have_the_password_it_opens_nothing_at_once(
    company: Company,
) -> None:
    admin, steward = company.hire("admin"), company.hire("steward")
    opened = logs_in(company, "u2", PASSWORD)
    assert opened and holds(company, opened)
    give(company, "reset_password", admin, steward)
    assert holds(company, opened) and logs_in(company, "u2", PASSWORD), "the control"
    token = secret(give_at_once(company, admin, steward))
    assert not holds(company, opened) and logs_in(company, "u2", PASSWORD) is None
    assert use(company, token, username=None) == "u2"
    assert logs_in(company, "u2", NEW)


def test_P03_whose_role_two_persons_give_is_shut_out_by_one_and_let_in_by_two(
    company: Company,
) -> None:
    admin, finance, director = (company.hire(one) for one in ("admin", "finance", "director"))
    opened = logs_in(company, "u2", PASSWORD)
    token = secret(give_at_once(company, admin, finance))
    assert opened and not holds(company, opened)
    with pytest.raises(LinkWaits):
        use(company, token, username=None)
    company.decide(director)
    assert use(company, token, username=None) == "u2"


def test_P03_the_last_administrator_and_the_last_second_person_are_not_shut_out(
    company: Company,
) -> None:
    admin, director = company.hire("admin"), company.hire("director")
    with pytest.raises(LastAdmin):
        give_at_once(company, company.console, admin)
    with pytest.raises(LastSecondPerson):
        give_at_once(company, admin, director)
    assert logs_in(company, "u1", PASSWORD) and logs_in(company, "u2", PASSWORD)


def test_P03_without_the_guard_the_last_administrator_would_be_shut_out(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    admin = company.hire("admin")
    monkeypatch.setattr(rights, "require_others_left", lambda *_: None)
    give_at_once(company, company.console, admin)
    assert logs_in(company, "u1", PASSWORD) is None
