"""Logins of people: opened, disabled and reset by the administrator."""

from typing import Any

from sqlalchemy.exc import IntegrityError

from foundation.storage.unit_of_work import UnitOfWork
from services.directory import views
from services.directory.credentials import hashed
from services.directory.errors import NothingToChange, UsernameTaken
from services.directory.operations.sessions import require_strong
from services.directory.tables import Account, Person


def with_hash(data: dict[str, Any]) -> dict[str, Any]:
    """The payload with the password's hash beside it; hashing takes too long for a unit."""
    if "password" in data:
        data["password_hash"] = hashed(data["password"])
    return data


def create(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Open a login for a person; raise `UsernameTaken`, `WeakPassword`."""
    person = work.load(Person, data["person_id"])
    if person.account is not None:
        raise UsernameTaken(field="person_id", username=person.account.username)
    require_strong(work, data["password"], data["username"], field="password")
    account = Account(
        person=person,
        username=data["username"],
        password_hash=data["password_hash"],
        demo=False,
        disabled=False,
        created_at=work.now,
        changed_at=work.now,
    )
    work.session.add(account)
    work.subject("account", person.id)
    try:
        work.session.flush()
    except IntegrityError as error:
        raise UsernameTaken(field="username", username=data["username"]) from error
    return views.account_view(account)


def change(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Disable or enable a login, or set a new password for who has lost it."""
    if not data.keys() & {"disabled", "password"}:
        raise NothingToChange
    account = work.load(Account, data["person_id"])
    work.subject("account", account.person_id)
    if "disabled" in data:
        account.disabled = data["disabled"]
    if "password" in data:
        require_strong(work, data["password"], account.username, field="password")
        account.password_hash = data["password_hash"]
        account.demo = False
    account.changed_at = work.now
    return views.account_view(account)
