"""P03: who has forgotten the password is sent a link, and nobody else learns anything."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from foundation import config
from foundation.actor import SYSTEM, Actor
from foundation.clock import FixedClock
from foundation.errors import BadCredentials, InvalidInput
from foundation.sealing import unseal
from foundation.storage.store import Store
from services.directory.forgotten import operations as forgotten
from services.directory.people.tables import Account
from services.directory.service import DirectoryService as Directory
from tests.operations.conftest import events, perform
from tests.operations.directory.rights.test_rights import PASSWORD, Company

SITE = "https://desk.example"
MAIL = "wang@example.com"


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


def with_mail(company: Company, role: str, mail: str = MAIL) -> Actor:
    """Somebody with a mail address, which an administrator has set."""
    one = company.hire(role)
    company.change(company.console, one, email=mail)
    return one


def username(company: Company, whom: Actor) -> str:
    """What somebody logs in by."""
    found = perform(company.store, Directory.get_person, company.console, person_id=whom.id)
    return str(found["username"])


def forget(company: Company, said: str) -> list[dict[str, Any]]:
    """Ask for a link; all that were asked for."""
    answer = perform(company.store, Directory.forgot_password, SYSTEM, username=said, site=SITE)
    assert answer is None, "whoever it is"
    return [one["data"] for one in events(company.store, "password_forgotten")]


@pytest.mark.parametrize("by", ["user name", "mail", "MAIL"])
def test_P03_a_link_leaves_by_which_the_password_is_set(company: Company, by: str) -> None:
    steward = with_mail(company, "steward")
    name = username(company, steward)
    said = {"user name": f" {name.upper()}", "mail": MAIL, "MAIL": MAIL.upper()}[by]
    [sent] = forget(company, said)
    address = unseal(forgotten.PURPOSE, steward.id, sent["link"])
    assert address.startswith(f"{SITE}/join/")
    use = {"token": address.rpartition("/")[2], "password": "quiet-Harbour-lamp-58"}
    used = perform(company.store, Directory.use_link, SYSTEM, **use)
    assert used["username"] == name


def test_P03_the_link_is_nowhere_to_be_read(company: Company, store: Store) -> None:
    steward = with_mail(company, "steward")
    [sent] = forget(company, MAIL)
    secret = unseal(forgotten.PURPOSE, steward.id, sent["link"]).rpartition("/")[2]
    with store.read() as uow:
        names = uow.session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
        rows = [uow.session.execute(text(f"SELECT * FROM {name}")).all() for name in names]
    assert secret not in str(rows)


@pytest.mark.parametrize("who", ["nobody", "no address", "closed", "disabled", "demonstration"])
def test_P03_nothing_leaves_for_whom_none_is(company: Company, store: Store, who: str) -> None:
    admin = company.hire("admin")
    if who == "nobody":
        assert forget(company, "nobody") == []
        return
    steward = company.hire("steward") if who == "no address" else with_mail(company, "steward")
    if who == "closed":
        perform(store, Directory.close_person, admin, person_id=steward.id)
    elif who == "disabled":
        perform(store, Directory.change_account, admin, person_id=steward.id, disabled=True)
    elif who == "demonstration":
        with store.write() as uow:
            uow.session.get_one(Account, steward.id).demo = True
    assert forget(company, username(company, steward)) == []


def test_P03_two_of_one_address_are_not_told_apart_by_it(company: Company) -> None:
    one = with_mail(company, "steward")
    with_mail(company, "engineer")
    assert forget(company, MAIL) == []
    assert len(forget(company, username(company, one))) == 1


def test_P03_nobody_is_flooded_with_links(company: Company, clock: FixedClock) -> None:
    with_mail(company, "steward")
    for _ in range(3):
        assert len(forget(company, MAIL)) == 1
    clock.advance(timedelta(minutes=6))
    assert len(forget(company, MAIL)) == 2


def test_P03_who_holds_a_role_of_two_is_told_whom_to_ask(company: Company) -> None:
    finance = with_mail(company, "finance")
    company.hire("admin"), company.hire("director")
    [sent] = forget(company, MAIL)
    assert (sent["person_id"], sent["link"]) == (finance.id, None)


def test_P03_no_link_goes_to_an_address_that_a_manager_has_set(company: Company) -> None:
    """Who may give nobody a link could have one sent to themselves."""
    director, steward = company.hire("director"), with_mail(company, "steward")
    company.change(director, steward, email="mine@example.com")
    assert forget(company, username(company, steward)) == []
    company.change(company.console, steward, email=MAIL)
    assert len(forget(company, username(company, steward))) == 1


def test_P03_negative_control_a_manager_would_be_sent_the_link(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    director, steward = company.hire("director"), with_mail(company, "steward")
    company.change(director, steward, email="mine@example.com")
    monkeypatch.setattr(forgotten, "can_be_sent", lambda *_: True)
    assert len(forget(company, username(company, steward))) == 1


def test_P03_one_says_oneself_where_messages_go(company: Company) -> None:
    director, steward = company.hire("director"), company.hire("steward")
    company.change(director, steward, email="mine@example.com")
    change = Directory.change_contact
    with pytest.raises(BadCredentials):
        perform(company.store, change, steward, old_password="wrong", email=MAIL)
    with pytest.raises(InvalidInput):
        perform(company.store, change, steward, old_password=PASSWORD)
    told = perform(
        company.store, change, steward, old_password=PASSWORD, email=MAIL, phone="13812345678"
    )
    assert told == {"email": MAIL, "phone_masked": "138****5678"}
    assert perform(company.store, Directory.own_contact, steward) == told
    assert len(forget(company, MAIL)) == 1
