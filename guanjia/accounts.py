"""`guanjia account`: the first login of a new installation; later ones are made over HTTP."""

import click

from contracts.directory import methods
from contracts.roles import ANYONE
from foundation.bound_method import decode
from guanjia.imports import opened, operator, refusals
from services.directory.access.operations import join as people
from services.directory.accounts import operations as accounts

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
