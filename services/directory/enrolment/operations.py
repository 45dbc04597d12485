"""The second factor of a person: set up, confirmed, removed, reset (P03)."""

from typing import Any

from contracts.directory.request_types import (
    ConfirmAtLoginRequest,
    ConfirmSecondFactorRequest,
    EnrolAtLoginRequest,
    EnrolSecondFactorRequest,
    NothingRequest,
    RemoveSecondFactorRequest,
    RenewRecoveryCodesRequest,
    ResetSecondFactorRequest,
)
from contracts.directory.role_requests import RoleRequestKind
from contracts.directory.second_factor import (
    BadSecondFactor,
    NoSecondFactor,
    OwnSecondFactor,
    SecondFactorNeeded,
    SecondFactorThere,
)
from contracts.directory.sessions import SessionEnd
from foundation.actor import Actor
from foundation.errors import BadCredentials, NotAuthenticated
from foundation.storage.store import Store
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.accounts import operations as accounts
from services.directory.passwords.operations import is_password
from services.directory.people.queries import load_person
from services.directory.people.tables import Account
from services.directory.policy import DirectoryPolicy
from services.directory.rights import operations as rights
from services.directory.role_requests import operations as role_requests
from services.directory.second_factor import operations as second_factor
from services.directory.second_factor.rules import is_required, uri_of
from services.directory.second_factor.tables import SecondFactor
from services.directory.sessions.operations import authenticate, logins
from services.directory.sessions.queries import account_of


def own(uow: UnitOfWork, _data: NothingRequest) -> dict[str, Any]:
    """The caller's own second factor."""
    known = account_of(uow, uow.caller.id)
    if known is None:
        raise NotAuthenticated
    left = second_factor.codes_left(uow, known.id)
    return told(uow, known.id, known.roles, known) | {"recovery_codes_left": left}


def told(uow: UnitOfWork, person_id: str, roles: list[str], account: Any) -> dict[str, Any]:
    """Whether somebody has one, must have one, and by when."""
    enrolled = second_factor.since(uow, person_id) is not None
    needing = uow.policy(DirectoryPolicy).second_factor_roles
    needed = is_required(roles, needing, demo=account.demo)
    due = account.factor_due_at if needed and not enrolled else None
    return {"enrolled": enrolled, "required": needed, "due_at": due}


def own_account(uow: UnitOfWork) -> Account:
    """The caller's account; raise `NotAuthenticated` where there is none."""
    account = uow.session.get(Account, uow.caller.id)
    if account is None:
        raise NotAuthenticated
    return account


def needs(uow: UnitOfWork, account: Account) -> bool:
    """Whether the person's roles need a second factor."""
    needing = uow.policy(DirectoryPolicy).second_factor_roles
    return is_required(account.person.roles, needing, demo=account.demo)


def require_password(store: Store, actor: Actor, password: str) -> str:
    """The caller's user name; raise `BadCredentials` where this is not the password."""
    with store.read(actor) as uow:
        account = own_account(uow)
        username, password_hash = account.username, account.password_hash
    if not is_password(password_hash, password):
        raise BadCredentials(field="old_password")
    return username


def enrol(store: Store, actor: Actor, data: EnrolSecondFactorRequest) -> dict[str, Any]:
    """Begin to set it up; raise `BadCredentials`, and `SecondFactorThere` for who has one."""
    username = require_password(store, actor, data["old_password"])
    with store.write(actor, "directory.enrol_second_factor") as uow:
        return begun(uow, actor.id, username)


def begun(uow: UnitOfWork, person_id: str, username: str) -> dict[str, Any]:
    """A secret for somebody's app."""
    factor = uow.find(SecondFactor, person_id)
    if factor is not None and factor.confirmed_at is not None:
        raise SecondFactorThere
    secret = second_factor.begin(uow, person_id)
    uow.subject("second_factor", person_id)
    return {"secret": secret, "uri": uri_of(secret, username)}


def confirm(store: Store, actor: Actor, data: ConfirmSecondFactorRequest) -> dict[str, Any]:
    """From now on a code is needed to log in; logins elsewhere end. Raise `BadSecondFactor`,
    `NoSecondFactor`, `SecondFactorThere`."""
    require_begun(store, actor, actor.id)
    if not second_factor.prove(store, actor, actor.id, data["totp"]):
        raise BadSecondFactor(field="totp")
    with store.write(actor, "directory.confirm_second_factor") as uow:
        codes = second_factor.confirm(uow, actor.id)
        logins.end_others(uow, actor.id, actor.session, SessionEnd.FACTOR_CHANGED)
        return {"recovery_codes": codes}


def require_begun(store: Store, actor: Actor, person_id: str) -> None:
    """Raise `NoSecondFactor` where setting up was not begun, `SecondFactorThere` where it is done
    already."""
    with store.read(actor) as uow:
        factor = uow.session.get(SecondFactor, person_id)
        if factor is None:
            raise NoSecondFactor
        if factor.confirmed_at is not None:
            raise SecondFactorThere


def renew_codes(store: Store, actor: Actor, data: RenewRecoveryCodesRequest) -> dict[str, Any]:
    """New recovery codes; raise `BadSecondFactor`, `NoSecondFactor`."""
    require_proved(store, actor, data["totp"])
    with store.write(actor, "directory.renew_recovery_codes") as uow:
        uow.subject("second_factor", actor.id)
        return {"recovery_codes": second_factor.renew_codes(uow, actor.id)}


def require_proved(store: Store, actor: Actor, code: str) -> None:
    """Raise `NoSecondFactor`, or `BadSecondFactor` for a wrong code."""
    with store.read(actor) as uow:
        factor = uow.session.get(SecondFactor, actor.id)
        if factor is None or factor.confirmed_at is None:
            raise NoSecondFactor
    if not second_factor.prove(store, actor, actor.id, code):
        raise BadSecondFactor(field="totp")


def remove(store: Store, actor: Actor, data: RemoveSecondFactorRequest) -> None:
    """The password alone is to do again; raise `BadCredentials`, `BadSecondFactor`,
    `NoSecondFactor`, and `SecondFactorNeeded` where the role needs one."""
    require_password(store, actor, data["old_password"])
    with store.read(actor) as uow:
        if needs(uow, own_account(uow)):
            raise SecondFactorNeeded
    require_proved(store, actor, data["totp"])
    with store.write(actor, "directory.remove_second_factor") as uow:
        second_factor.remove(uow, actor.id)


def reset(uow: UnitOfWork, data: ResetSecondFactorRequest) -> dict[str, Any]:
    """Remove somebody's, whose telephone is lost; raise `NoSecondFactor`, `OwnSecondFactor`, and
    `Forbidden` for who works elsewhere as well (P01). Of who holds a role which two persons give,
    it waits for the second."""
    staff = rights.locked_staff(uow)
    person = load_person(uow, data["person_id"])
    rights.require_all_of(uow, person)
    if uow.actor.id == person.id:
        raise OwnSecondFactor
    factor = uow.session.get(SecondFactor, person.id)
    if factor is None or factor.confirmed_at is None:
        raise NoSecondFactor
    accounts.enter_place_of(uow, person)
    if accounts.password_by_two(uow, staff, person):
        role_requests.ask(uow, person, RoleRequestKind.FACTOR, roles=person.roles)
        return {"waits": True}
    role_requests.replace_waiting(uow, person.id, RoleRequestKind.FACTOR)
    role_requests.remove_factor(uow, person)
    return {"waits": False}


def enrol_at_login(store: Store, actor: Actor, data: EnrolAtLoginRequest) -> dict[str, Any]:
    """Begin to set up what the role needs, for who has proved the password; raise
    `ProofOutdated`, `SecondFactorThere`."""
    known, _company = authenticate.proved(store, actor, data["proof"])
    with store.write(actor, "directory.enrol_second_factor") as uow:
        username = uow.load(Account, known.id).username
        return begun(uow, known.id, username)


def confirm_at_login(store: Store, actor: Actor, data: ConfirmAtLoginRequest) -> dict[str, Any]:
    """The first code of the app, for who has proved the password; raise `ProofOutdated`, and as
    `confirm`."""
    known, _company = authenticate.proved(store, actor, data["proof"])
    require_begun(store, actor, known.id)
    if not second_factor.prove(store, actor, known.id, data["totp"]):
        raise BadSecondFactor(field="totp")
    with store.write(actor, "directory.confirm_second_factor") as uow:
        codes = second_factor.confirm(uow, known.id)
        logins.end_all(uow, known.id, SessionEnd.FACTOR_CHANGED)
        return {"recovery_codes": codes}
