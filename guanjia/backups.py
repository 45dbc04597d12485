"""`guanjia backup`, `restore` and `resend`: what an operator needs after a loss (备份与恢复).

The databases of one process are copied as of one moment, while it works. Those of a cluster are
PostgreSQL's to copy; what its broker held is sent again from the outboxes.
"""

import json
import os
import re
import shutil
import sqlite3
import tarfile
import tempfile
import time
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import click

from foundation.config import SERVICES, settings
from foundation.files.opening import folder_of
from foundation.messaging import resending
from guanjia import erased
from guanjia.imports import opened

KEYS = ("secret.key", "secret.previous")
NAMES = (*KEYS, *(f"{service}.db" for service in SERVICES))
FILES = "files"
"""Where files lie in a backup."""
FILE = re.compile(rf"{FILES}/(?:{'|'.join(SERVICES)})/[0-9a-f]{{5}}/[0-9a-f-]{{36}}")
LOCK_TIMEOUT = 60
LOCK_SECONDS = 0.2
"""How long to wait for a database while holding others, for the writer may wait for those."""
DATA_DIR = click.option(
    "--data-dir", type=click.Path(file_okay=False, path_type=Path), help="Where the data is kept."
)


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@DATA_DIR
def backup(file: Path, data_dir: Path | None) -> None:
    """Write all data of `guanjia up` to FILE (.tar.gz), also while it runs.

    The file holds personal data and the signing key; only its owner may read it.
    """
    source = folder(data_dir)
    if not (source / f"{SERVICES[0]}.db").exists():
        raise click.ClickException(f"There is no data in {source}.")
    if file.exists():
        raise click.ClickException(f"{file} is there already.")
    with tempfile.TemporaryDirectory(dir=file.absolute().parent) as made:
        copies, packed = Path(made) / "copies", Path(made) / "packed"
        copies.mkdir()
        copy_databases(source, copies)
        for key in KEYS:
            if (source / key).exists():  # else it comes from the environment
                (copies / key).write_bytes((source / key).read_bytes())
        with tarfile.open(packed, "w:gz") as archive:
            for name in sorted(path.name for path in copies.iterdir()):
                archive.add(copies / name, name)
            files = add_files(archive, source)
        left = erased.read_from(copies / f"{SERVICES[0]}.db")
        settle(packed)
        packed.rename(file)
        kept = Path(f"{file}{erased.ENDING}")
        kept.write_text(json.dumps(left), encoding="utf-8")
        settle(kept)
    click.echo(f"{file}: {file.stat().st_size} bytes, {files}")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@DATA_DIR
def restore(file: Path, data_dir: Path | None) -> None:
    """Put the data of a backup into an empty folder; the next `guanjia up` serves it.

    Whoever was erased since is erased again, by the lists (`*.erased`) in the folder of the backup:
    each backup writes one beside itself.
    """
    target = folder(data_dir)
    target.mkdir(parents=True, exist_ok=True)
    if found := [name for name in NAMES if (target / name).exists()]:
        raise click.ClickException(
            f"{target} has data ({', '.join(found)}). Stop the server and move the folder away."
        )
    with tempfile.TemporaryDirectory(dir=target) as made:
        unpack(file, Path(made))
        erased.erase_in(Path(made), erased.together(erased.beside(file)))
        place = files_of(target)
        for path in sorted(Path(made).rglob("*")):
            name = path.relative_to(made)
            if path.is_file():
                kept = name.parts[0] == FILES and place is not None
                to = place / name.relative_to(FILES) if kept and place else target / name
                to.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                shutil.move(path, to)
    click.echo(f"{target}: restored")


@click.command()
def resend() -> None:
    """Send all events that are kept (7 days) again, after RabbitMQ lost its data or a restore.

    Every subscriber has a list of what it has processed, so that nothing happens twice.
    """
    for service in SERVICES:
        with opened(service) as store:
            resending.remember(store)
    for service in SERVICES:
        with opened(service) as store:
            click.echo(f"{service}: {resending.send_again(store)} events")


def folder(chosen: Path | None) -> Path:
    """The data folder; only one process keeps its data in files."""
    if not settings().embedded or settings().database_url:
        raise click.ClickException(
            "The data is not in files but in a database server: see docs/operations.md."
        )
    return (chosen or settings().data_dir).resolve()


def files_of(data: Path) -> Path | None:
    """The folder with the files of a data folder; None where they are in S3 storage (P09)."""
    return folder_of(replace(settings(), data_dir=data))


def add_files(archive: tarfile.TarFile, data: Path) -> str:
    """Add the files that people sent; say how many there are.

    The databases were copied before, so that every file that they name is there; but for those
    that have been erased since, which are missed by nobody.
    """
    place = files_of(data)
    if place is None:
        return "without the files in S3 storage, which has its own backup"
    found = (f"{FILES}/{path.relative_to(place)}" for path in sorted(place.rglob("*")))
    names = [name for name in found if FILE.fullmatch(name)]
    for name in names:
        with suppress(FileNotFoundError):
            archive.add(place.joinpath(*Path(name).parts[1:]), name)
    return f"{len(names)} files"


def copy_databases(source: Path, target: Path) -> None:
    """Copy all databases as they were at one moment, and check the copies."""
    with snapshots([source / f"{service}.db" for service in SERVICES]) as connections:
        for path, connection in connections.items():
            with closing(sqlite3.connect(target / path.name)) as copy:
                connection.backup(copy)
            check(target / path.name)


@contextmanager
def snapshots(paths: list[Path]) -> Iterator[dict[Path, sqlite3.Connection]]:
    """Connections that all see the same moment, however much is written meanwhile.

    Were they read one after the other, an event could be done in one copy and its effect be
    missing in another.
    """
    with ExitStack() as stack:
        connections = {path: stack.enter_context(opened_file(path)) for path in paths}
        with standstill(paths):
            for connection in connections.values():
                connection.execute("BEGIN")
                connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        yield connections


@contextmanager
def standstill(paths: list[Path]) -> Iterator[None]:
    """Hold the write locks of all databases."""
    end = time.monotonic() + LOCK_TIMEOUT
    while True:
        with ExitStack() as held:
            try:
                for path in paths:
                    held.enter_context(opened_file(path)).execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if time.monotonic() > end:
                    raise click.ClickException(f"{path.name}: {error}") from error
            else:
                yield
                return
        time.sleep(LOCK_SECONDS)


@contextmanager
def opened_file(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection to a database that exists."""
    uri = f"{path.as_uri()}?mode=rw"
    with closing(sqlite3.connect(uri, uri=True, timeout=LOCK_SECONDS)) as connection:
        connection.isolation_level = None
        yield connection


def unpack(file: Path, target: Path) -> None:
    """Unpack a backup and check it; nothing else is taken out of the archive."""
    try:
        with tarfile.open(file, "r:gz") as archive:
            there = set(archive.getnames())
            for name in NAMES:
                if name in KEYS and name not in there:
                    continue
                member = archive.extractfile(name)
                if member is None:
                    raise tarfile.TarError(f"{name} is no file")
                with member, (target / name).open("wb") as copy:
                    shutil.copyfileobj(member, copy)
            for name in filter(FILE.fullmatch, there):
                (target / name).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                member = archive.extractfile(name)
                assert member is not None
                with member, (target / name).open("wb") as copy:
                    shutil.copyfileobj(member, copy)
    except (KeyError, OSError, EOFError, zlib.error, tarfile.TarError) as error:
        raise click.ClickException(f"{file} is not a whole backup: {error}") from error
    for service in SERVICES:
        check(target / f"{service}.db")
    for path in target.rglob("*"):
        if path.is_file():
            settle(path)


def check(path: Path) -> None:
    """Refuse a database that is damaged."""
    try:
        with opened_file(path) as connection:
            (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        found = str(error)
    if found != "ok":
        raise click.ClickException(f"{path.name} is damaged: {found}")


def settle(path: Path) -> None:
    """Have it on disk, for its owner alone."""
    path.chmod(0o600)
    with path.open("rb") as file:
        os.fsync(file.fileno())
