"""P06: whose company account it is: linked, never entered, refused where it is nobody's."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from contracts.directory.company_login import CompanyLoginUnknown
from foundation import config
from foundation.actor import SYSTEM, Actor
from foundation.storage.store import Store
from services.directory.service import DirectoryService as Directory
from tests.operations.conftest import perform

ISSUER, MAIL = "https://id.example.com", "lin@example.com"
PASSWORD = "quiet-Harbour-lamp-58"
MakeActor = Callable[..., Actor]
Employ = Callable[..., dict[str, Any]]


@pytest.fixture(autouse=True)
def installation() -> Iterator[None]:
    """An installation with a secret."""
    before = config.settings()
    config.use(replace(before, secret_key="s" * 40))
    yield
    config.use(before)


@pytest.fixture
def lin(store: Store, employ: Employ, actor: MakeActor) -> dict[str, Any]:
    """One of the staff, with an account and a mail address."""
    return with_account(store, employ, actor, "lin", "receptionist")


def with_account(
    store: Store, employ: Employ, actor: MakeActor, username: str, *roles: str, mail: str = MAIL
) -> dict[str, Any]:
    """Somebody with an account."""
    person = employ(*roles, name=username, email=mail)
    given = {"person_id": person["id"], "username": username, "password": PASSWORD}
    perform(store, Directory.create_account, actor("admin"), **given)
    return person


def comes(store: Store, subject: str = "s-1", email: str | None = MAIL) -> dict[str, Any]:
    """Somebody whom the provider tells us."""
    said = {"issuer": ISSUER, "subject": subject, "email": email}
    return dict(perform(store, Directory.log_in_by_company, SYSTEM, **said))


def people(store: Store) -> int:
    """How many people there are."""
    with store.engine.connect() as connection:
        return int(connection.execute(text("SELECT count(*) FROM people")).scalar_one())


def test_P06_an_account_is_found_by_the_verified_mail_address(
    store: Store, lin: dict[str, Any]
) -> None:
    opened = comes(store, email="LIN@example.com")
    assert (opened["id"], opened["username"]) == (lin["id"], "lin")
    session = {"session_id": opened["session_id"], "person_id": lin["id"]}
    assert perform(store, Directory.session, SYSTEM, **session)["roles"] == ["receptionist"]


def test_P06_once_known_an_account_is_the_persons_whatever_its_mail(
    store: Store, lin: dict[str, Any]
) -> None:
    comes(store)
    assert comes(store, email=None)["id"] == lin["id"]
    assert comes(store, email="other@example.com")["id"] == lin["id"]


def test_P06_nobody_is_entered_and_no_right_given(store: Store, lin: dict[str, Any]) -> None:
    before = people(store)
    for subject, email in [("s-2", "nobody@example.com"), ("s-3", None)]:
        with pytest.raises(CompanyLoginUnknown):
            comes(store, subject, email)
    assert people(store) == before


def test_P06_two_with_one_address_are_nobody(
    store: Store, lin: dict[str, Any], employ: Employ, actor: MakeActor
) -> None:
    with_account(store, employ, actor, "zhao", "engineer")
    with pytest.raises(CompanyLoginUnknown):
        comes(store)


def test_P06_an_account_that_is_closed_or_disabled_opens_nothing(
    store: Store, lin: dict[str, Any], actor: MakeActor
) -> None:
    comes(store)
    about = {"person_id": lin["id"]}
    perform(store, Directory.change_account, actor("admin"), **about, disabled=True)
    with pytest.raises(CompanyLoginUnknown):
        comes(store)
    perform(store, Directory.change_account, actor("admin"), **about, disabled=False)
    comes(store)
    perform(store, Directory.close_person, actor("admin"), **about)
    with pytest.raises(CompanyLoginUnknown):
        comes(store)


def test_P06_a_company_account_of_who_has_left_is_nobody_elses(
    store: Store, lin: dict[str, Any], employ: Employ, actor: MakeActor
) -> None:
    comes(store)
    perform(store, Directory.close_person, actor("admin"), person_id=lin["id"])
    with_account(store, employ, actor, "another", "engineer")
    with pytest.raises(CompanyLoginUnknown):
        comes(store)


def test_P06_residents_do_not_come_in_by_the_company(
    store: Store, enter: Callable[..., dict[str, Any]], employ: Employ, actor: MakeActor
) -> None:
    home = enter()
    person = employ("resident", name="王芳", member_ids=[home["members"][0]["id"]], email=MAIL)
    given = {"person_id": person["id"], "username": "wangfang", "password": PASSWORD}
    perform(store, Directory.create_account, actor("admin"), **given)
    with pytest.raises(CompanyLoginUnknown):
        comes(store)


def test_P06_who_has_no_account_is_not_let_in(store: Store, employ: Employ) -> None:
    employ("engineer", name="李强", email=MAIL)
    with pytest.raises(CompanyLoginUnknown):
        comes(store)


def test_P06_an_address_entered_by_who_gives_nobody_access_finds_nobody(
    store: Store, lin: dict[str, Any]
) -> None:
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE accounts SET contact_held = true"))
    with pytest.raises(CompanyLoginUnknown):
        comes(store)
