"""`guanjia import`: files into the databases, with progress; through the services' own rules."""

import base64
import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from foundation.actor import CONSOLE, Actor, Grant
from foundation.config import settings
from foundation.errors import ServiceError
from foundation.ids import new_id
from foundation.storage.store import Store, open_store
from guanjia.progress import progress
from guanjia.registry import service_class

ROWS_AT_ONCE = 200
"""So many rows share a transaction: a running server is never kept waiting for long."""


@click.group()
def group() -> None:
    """Import households (住户档案) or messages of the public platform (网络留言)."""


@group.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Check only; list every bad row.")
@click.option("--accept-valid", is_flag=True, help="Import the good rows of a file with bad ones.")
def households(file: Path, dry_run: bool, accept_valid: bool) -> None:
    """Import households from a spreadsheet (D01)."""
    from services.directory.household_sheet.operations import rows_of
    from services.directory.household_sheet.rules.rows import check_rows

    with refusals():
        rows = rows_of(file.read_bytes(), 1_000_000)
        _, errors = check_rows(rows)  # as a whole: a unit may come twice, far apart
        for error in errors:
            click.echo(f"row {error.row}, {error.field}: {error.words()['zh']}", err=True)
        if dry_run or (errors and not accept_valid):
            click.echo(f"{len(rows)} rows, {len(errors)} errors, nothing imported")
            sys.exit(1 if errors else 0)
        bad = {error.row for error in errors}
        good = [row for row in rows if row["row"] not in bad]
        import_rows(good)
        click.echo(f"{len(good)} rows imported")


def import_rows(rows: list[Any]) -> None:
    """Hand rows to the directory in portions."""
    directory = service_class("directory")
    with opened("directory") as store, progress("Importing", len(rows)) as advance:
        for portion in portions(rows):
            perform(store, directory.import_rows, {"rows": portion})
            advance(len(portion))


def portions(rows: list[Any]) -> Iterator[list[Any]]:
    """`rows` in portions."""
    return (rows[at : at + ROWS_AT_ONCE] for at in range(0, len(rows), ROWS_AT_ONCE))


@group.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def platform(file: Path) -> None:
    """Import messages of the city's public platform; each becomes one case, once (C05)."""
    complaints = service_class("complaints")
    content = base64.b64encode(file.read_bytes()).decode("ascii")
    with refusals(), opened("complaints") as store, progress("Importing", 1) as advance:
        answer = perform(store, complaints.import_platform, {"file": content})
        advance(1)
    click.echo(f"{answer['created']} created, {answer['duplicates']} known before")
    for error in answer["errors"]:
        click.echo(f"row {error['row']}, {error['field']}: {error['message']}", err=True)
    sys.exit(1 if answer["errors"] else 0)


def perform(store: Store, entrypoint: Any, payload: dict[str, Any]) -> Any:
    """Call a service's entrypoint as the person at this machine's console."""
    return entrypoint.entry.perform(store, operator(store), payload)


def operator(store: Store) -> Actor:
    """The person at this machine's console."""
    login = getpass.getuser()
    return Actor(
        id=f"{CONSOLE}{login}",
        name=login,
        roles=frozenset({"admin", "receptionist"}),
        grants=frozenset({Grant("admin", None), Grant("receptionist", None)}),
        request_id=new_id(store.clock.now()),
    )


@contextmanager
def opened(service: str) -> Iterator[Store]:
    """A service's store for a while."""
    chosen = settings()
    store = open_store(chosen.database_of(service), service, demo=chosen.demo)
    try:
        yield store
    finally:
        store.engine.dispose()


@contextmanager
def refusals() -> Iterator[None]:
    """Turn a refusal into one clear line."""
    try:
        yield
    except ServiceError as error:
        facts = error.errors or error.params or ""
        raise click.ClickException(f"{error.code}: {error.detail} {facts}") from error
