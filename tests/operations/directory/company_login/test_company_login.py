"""P06: whose company account it is: linked, never entered, refused where it is nobody's."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from contracts.directory.company_login import CompanyLoginUnknown
from contracts.directory.second_factor import ProofOutdated, SecondFactorRequired
from foundation import config
from foundation.actor import SYSTEM, Actor, Grant
from foundation.errors import BadCredentials, Forbidden, NotAuthenticated, NotFound
from foundation.storage.store import Store
from services.directory.service import DirectoryService as Directory
from services.directory.sessions.operations import authenticate
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


def holds(store: Store, opened: dict[str, Any]) -> bool:
    """Whether a login opens anything."""
    about = {"session_id": opened["session_id"], "person_id": opened["id"]}
    try:
        perform(store, Directory.session, SYSTEM, **about)
    except NotAuthenticated:
        return False
    return True


def accounts_of(store: Store, by: Actor, person_id: str) -> list[dict[str, Any]]:
    """The company accounts of a person."""
    found = perform(store, Directory.company_identities, by, person_id=person_id)
    return list(found["items"])


def by_password(store: Store, username: str) -> dict[str, Any]:
    """A login by the password."""
    given = {"username": username, "password": PASSWORD}
    return dict(perform(store, Directory.authenticate, SYSTEM, **given))


def test_P03_unlinking_ends_what_the_company_account_has_opened_and_nothing_else(
    store: Store, lin: dict[str, Any], actor: MakeActor
) -> None:
    """The login by the password is the negative control: it goes on."""
    admin, about = actor("admin"), {"person_id": lin["id"]}
    first, second, other = comes(store), comes(store), by_password(store, "lin")
    [known] = accounts_of(store, admin, lin["id"])
    assert (known["issuer"], known["subject"], known["open_logins"]) == (ISSUER, "s-1", 2)
    ending = about | {"identity_id": known["id"]}
    perform(store, Directory.unlink_company_identity, admin, **ending)
    assert [holds(store, one) for one in (first, second, other)] == [False, False, True]
    assert accounts_of(store, admin, lin["id"]) == []
    with pytest.raises(NotFound):
        perform(store, Directory.unlink_company_identity, admin, **ending)
    with store.engine.connect() as connection:
        [row] = connection.execute(
            text("SELECT actor_id, subject_id FROM audit WHERE operation LIKE '%unlink%'")
        ).all()
    assert tuple(row) == (admin.id, lin["id"])


def test_P03_an_unlinked_company_account_opens_nothing_unless_the_mail_is_still_its_own(
    store: Store, lin: dict[str, Any], actor: MakeActor
) -> None:
    comes(store)
    [known] = accounts_of(store, actor("admin"), lin["id"])
    about = {"person_id": lin["id"], "identity_id": known["id"]}
    perform(store, Directory.unlink_company_identity, actor("admin"), **about)
    with pytest.raises(CompanyLoginUnknown):
        comes(store, email=None)
    assert comes(store)["id"] == lin["id"]


def test_P03_administrators_alone_see_and_unlink_company_accounts(
    store: Store, lin: dict[str, Any], employ: Employ, actor: MakeActor
) -> None:
    opened = comes(store)
    [known] = accounts_of(store, actor("admin"), lin["id"])
    about = {"person_id": lin["id"], "identity_id": known["id"]}
    for role in ("director", "supervisor", "finance", "resident"):
        with pytest.raises(Forbidden):
            accounts_of(store, actor(role), lin["id"])
        with pytest.raises(Forbidden):
            perform(store, Directory.unlink_company_identity, actor(role), **about)
    another = employ("engineer", name="李强")
    with pytest.raises(NotFound):
        perform(
            store, Directory.unlink_company_identity, actor("admin"),
            **(about | {"person_id": another["id"]}),
        )  # fmt: skip
    elsewhere = Actor("a9", "周敏", frozenset({"admin"}), grants=frozenset({Grant("admin", "c-x")}))
    with pytest.raises((NotFound, Forbidden)):
        perform(store, Directory.unlink_company_identity, elsewhere, **about)
    assert holds(store, opened)


def test_P03_who_is_at_the_second_step_when_it_is_unlinked_does_not_come_in(
    store: Store, lin: dict[str, Any], actor: MakeActor, monkeypatch: pytest.MonkeyPatch
) -> None:
    comes(store)
    [known] = accounts_of(store, actor("admin"), lin["id"])
    monkeypatch.setattr(authenticate.second_factor, "prove", lambda *_: True)
    with store.engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO second_factors (person_id, secret, made_at, confirmed_at, last_step,"
                " failures)"
                " SELECT id, 'x', :at, :at, 0, 0 FROM people WHERE id = :id"
            ),
            {"at": "2026-11-01 00:00:00.000000", "id": lin["id"]},
        )
    with pytest.raises(SecondFactorRequired) as asked:
        comes(store)
    proof = {"proof": asked.value.params["proof"], "totp": "123456"}
    came = perform(store, Directory.log_in_by_code, SYSTEM, **proof)
    about = {"person_id": lin["id"], "identity_id": known["id"]}
    perform(store, Directory.unlink_company_identity, actor("admin"), **about)
    assert not holds(store, dict(came)), "it was opened by the company account, too"
    with pytest.raises((BadCredentials, ProofOutdated)):
        perform(store, Directory.log_in_by_code, SYSTEM, **proof)
