"""`guanjia opening`: the one-time link by which the first administrator comes in (P02)."""

import click

from contracts.directory.links import OpenAlready
from foundation.config import settings
from guanjia.imports import opened, operator, refusals
from services.directory.opening import operations as opening


@click.command()
def command() -> None:
    """Print a one-time link for the first administrator, while nobody has an account.

    An earlier one holds no longer.
    """
    with refusals():
        click.echo(site() + new_link())


def new_link() -> str:
    """The path of a new link; raise `OpenAlready`."""
    with opened("directory") as store, store.write(operator(store), "console.opening") as uow:
        return opening.link(uow)


def told() -> list[str]:
    """What a console says at the start while nobody has an account; else nothing."""
    try:
        path = new_link()
    except OpenAlready:
        return []
    return ["", "  Open it (开业)  " + site() + path, "                 This link opens once."]


def site() -> str:
    """Where the pages are."""
    chosen = settings()
    host = "localhost" if chosen.host in ("127.0.0.1", "0.0.0.0") else chosen.host  # noqa: S104
    return chosen.public_url.rstrip("/") or f"http://{host}:{chosen.port}"
