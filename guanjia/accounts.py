"""`guanjia account`: the first login of a new installation; later ones are made over HTTP."""

from typing import Any

import click

from contracts.directory import methods
from contracts.roles import ANYONE
from foundation.bound_method import decode
from foundation.errors import NotFound
from foundation.storage.store import Store
from guanjia.imports import opened, operator, refusals
from services.directory.access.operations import join as people
from services.directory.accounts import operations as accounts
from services.directory.company.operations import public_url
from services.directory.enrolment import operations as enrolment
from services.directory.invitations import operations as invitations
from services.directory.sessions.queries import account_named

WAITS = "Somebody else must agree first: see the requests for rights on the pages."
ROLES = click.Choice(sorted(role.value for role in ANYONE))


@click.group()
def group() -> None:
    """Make logins at this machine's console."""


@group.command()
@click.argument("username")
@click.option("--name", required=True, help="The person's name.")
@click.option("--role", "roles", multiple=True, default=["admin"], show_default=True, type=ROLES)
@click.password_option()
def create(username: str, name: str, roles: tuple[str, ...], password: str) -> None:
    """Create a person with a login; asks for the password."""
    with refusals(), opened("directory") as store:
        person = decode(methods.CREATE_PERSON.request(), {"name": name, "roles": list(roles)})
        with store.write(operator(store), "console.create_account") as uow:
            login = {"person_id": people.create(uow, person)["id"]}
            login |= {"username": username, "password": password}
            account = decode(methods.CREATE_ACCOUNT.request(), login)
            accounts.create(uow, accounts.with_hash(account))
    click.echo(f"{username} can log in as {', '.join(roles)}")


@group.command()
@click.argument("username")
def rescue(username: str) -> None:
    """Let somebody in who has lost password or telephone: prints a one-time link.

    A second factor is removed. Of who holds a role that two persons give, both wait for the second
    where there is one.
    """
    with refusals(), opened("directory") as store:
        given = rescued(store, username)
        with store.read() as uow:
            site = public_url(uow)
    click.echo(f"{site}{given['link']}")
    click.echo(WAITS if given["waits"] else f"It opens once, within {given['hours']} hours.")


def rescued(store: Store, username: str) -> dict[str, Any]:
    """The link; raise `NotFound` for an unknown user name."""
    with store.write(operator(store), "console.rescue_account") as uow:
        known = account_named(uow, username)
        if known is None:
            raise NotFound(field="username")
        about = {"person_id": known.id}
        if known.factor_since is not None:
            enrolment.reset(uow, decode(methods.RESET_SECOND_FACTOR.request(), about))
        return invitations.reset(uow, decode(methods.RESET_PASSWORD.request(), about))
