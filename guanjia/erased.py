"""`guanjia erased`: who was erased stays erased, whatever a restore brings back (P08).

The list has ids only. It is kept outside of the databases, beside each backup, since the backups of
before know nothing of it.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

import click

from foundation.config import SERVICES
from foundation.storage.migrate import upgrade
from foundation.storage.store import Store, open_store
from guanjia.imports import opened
from guanjia.registry import service_class

ENDING = ".erased"
NAMED: Mapping[str, str] = {
    "members": "SELECT id FROM members WHERE erased_at IS NOT NULL",
    "people": "SELECT id FROM people WHERE erased_at IS NOT NULL AND NOT staff",
    "staff": "SELECT id FROM people WHERE erased_at IS NOT NULL AND staff",
}
"""What a list names: entries of households, residents, and staff, of whom the names stay."""
LATER = {"staff"}
"""What lists of a release before do not name."""
Erased = dict[str, list[str]]
"""Ids by what they are of."""
Opening = Callable[[str], AbstractContextManager[Store]]


@click.group()
def group() -> None:
    """Have who was erased erased again, after a restore of an older database."""


@group.command("list")
def list_() -> None:
    """Print the ids of all who were erased, to be kept with every dump of the databases."""
    from sqlalchemy import text

    with opened("directory") as store, store.read() as uow:
        found = {name: list(uow.session.scalars(text(ids))) for name, ids in NAMED.items()}
    click.echo(json.dumps(found))


@group.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def apply(files: tuple[Path, ...]) -> None:
    """Erase again whoever is named in one of the lists FILES; before the services are started."""
    erase_again(opened, together(files))


def together(files: Iterable[Path]) -> Erased:
    """What is named in one of the lists; raise `ClickException` for what is none."""
    named: dict[str, set[str]] = {name: set() for name in NAMED}
    for file in files:
        try:
            read = json.loads(file.read_text(encoding="utf-8"))
            for name in NAMED:
                ids = read.get(name, []) if name in LATER else read[name]
                named[name].update(map(str, ids))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise click.ClickException(f"{file} is no list of who was erased: {error}") from error
    return {name: sorted(ids) for name, ids in named.items()}


def beside(backup: Path) -> list[Path]:
    """The lists in the folder of a backup: those of later ones as well."""
    return sorted(backup.absolute().parent.glob(f"*{ENDING}"))


def read_from(path: Path) -> Erased:
    """Who was erased by a directory's SQLite file."""
    with closing(sqlite3.connect(path)) as connection:
        columns = connection.execute("SELECT name FROM pragma_table_info('people')")
        if ("erased_at",) not in columns.fetchall():
            return {name: [] for name in NAMED}
        return {name: [row[0] for row in connection.execute(ids)] for name, ids in NAMED.items()}


def erase_in(folder: Path, erased: Erased) -> None:
    """Erase them in the SQLite files of a folder, brought up to date first."""

    @contextmanager
    def lying_there(service: str) -> Iterator[Store]:
        store = open_store(f"sqlite:///{folder / service}.db", service)
        try:
            upgrade(store.engine, service)
            yield store
        finally:
            store.engine.dispose()

    erase_again(lying_there, erased)


def erase_again(opening: Opening, erased: Erased) -> None:
    """Erase them in all services."""
    from services.directory.leavers import former_staff
    from services.directory.leavers import operations as leavers

    if not any(erased.values()):
        return
    with opening("directory") as store, store.write(operation="erase_again") as uow:
        leavers.erase(uow, erased["members"])
        leavers.erase_people(uow, erased["people"])
        former_staff.erase(uow, erased["staff"])
    for service in SERVICES:
        if service != "directory":
            with opening(service) as store, store.write(operation="erase_again") as uow:
                for person_id in erased["people"]:
                    service_class(service).erase_person(uow, person_id)
                for person_id in erased["staff"]:
                    service_class(service).erase_contact(uow, person_id)
    again = len(erased["members"]) + len(erased["staff"])
    click.echo(f"{again} entries that were erased are erased again")
