"""`guanjia secrets`: the key by which is sealed what nobody may read in the database (P08)."""

import os
import secrets as random
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import click
from sqlalchemy import select

from foundation.config import Settings, settings, use
from foundation.sealing import SHORTEST, SealBroken, seal, unseal
from foundation.storage.sealed import BATCH, reseal
from foundation.storage.store import Store
from guanjia.imports import opened
from services.directory.households.tables import Member
from services.directory.second_factor import operations as second_factor
from services.directory.second_factor.tables import SecondFactor
from services.notices.channels.operations import outlet
from services.notices.channels.tables import Outlet
from services.notices.webhooks.operations import keeping
from services.notices.webhooks.tables import Webhook

KEY, PREVIOUS = "secret.key", "secret.previous"
UNFINISHED = ".secret.unfinished"
"""There from before the key is changed until everything is sealed with it: cut off in between, the
command goes on with that key, since what is sealed with the one before opens by these two alone."""
DATA_DIR = click.option(
    "--data-dir", type=click.Path(file_okay=False, path_type=Path), help="Where the data is kept."
)


class Sealed(NamedTuple):
    """A text that rows keep sealed."""

    name: str
    service: str
    table: Any
    text: str
    about: str
    """The column that says about what it was sealed."""
    purpose: str


SEALED = (
    Sealed(
        "second factors", "directory", SecondFactor, "secret", "person_id", second_factor.PURPOSE
    ),
    Sealed("secrets of webhooks", "notices", Webhook, "secret", "id", keeping.SECRETS),
    Sealed("their old secrets", "notices", Webhook, "old_secret", "id", keeping.SECRETS),
    Sealed("addresses of channels", "notices", Outlet, "sealed", "channel", outlet.PURPOSE),
)
"""Beside identity numbers, of which there are many."""


@click.group()
def group() -> None:
    """Change the key of the installation."""


@group.command()
@DATA_DIR
def rotate(data_dir: Path | None) -> None:
    """Seal everything that is sealed with the new key.

    In one process the new key is made here; stop the server first. In a cluster it is made by you:
    all processes have it as GUANJIA_SECRET_KEY, and the one before as GUANJIA_PREVIOUS_SECRET_KEY.
    Everybody logs in again. Cut off, it is done again.
    """
    chosen = settings()
    folder = (data_dir or chosen.data_dir).resolve()
    if own := chosen.embedded and not chosen.secret_key:
        chosen = renewed(chosen, folder)
    if len(chosen.previous_secret_key) < SHORTEST:
        raise click.ClickException(
            "GUANJIA_PREVIOUS_SECRET_KEY is not set: give the new key as GUANJIA_SECRET_KEY and "
            "the one before as this."
        )
    use(chosen)
    with opened("directory") as store:
        counts = {"identity numbers": reseal_numbers(store)}
    for service in dict.fromkeys(kept.service for kept in SEALED):
        with opened(service) as store:
            counts |= reseal_rows(store, service)
    if own:
        (folder / UNFINISHED).unlink()
    told = ", ".join(f"{count} {name}" for name, count in counts.items())
    click.echo(f"Sealed with the key: {told}")


def renewed(chosen: Settings, folder: Path) -> Settings:
    """A new key in the data folder, the old one beside it; the same again until everything is
    sealed with it."""
    key, previous, unfinished = folder / KEY, folder / PREVIOUS, folder / UNFINISHED
    if not key.exists():
        raise click.ClickException(f"There is no {KEY} in {folder}.")
    half = folder / f".{KEY}.next"
    if not half.exists() and not unfinished.exists():
        put(half, random.token_hex(32))
    if half.exists():
        put(previous, key.read_text(encoding="ascii").strip())
        put(unfinished, "")
        half.replace(key)
    return replace(
        chosen,
        data_dir=folder,
        secret_key=key.read_text(encoding="ascii").strip(),
        previous_secret_key=previous.read_text(encoding="ascii").strip(),
    )


def put(path: Path, text: str) -> None:
    """Have a text on disk, for its owner alone."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def reseal_numbers(store: Store) -> int:
    """Seal identity numbers anew, in portions; return how many."""
    table: Any = Member.__table__
    count, last = 0, ""
    while True:
        with store.write(operation="rotate_secrets") as uow:
            found = select(table.c.id).where(table.c.id_number.is_not(None), table.c.id > last)
            ids = list(uow.session.scalars(found.order_by(table.c.id).limit(BATCH)))
            count += reseal(uow, table, "id_number", table.c.id.in_(ids))
        if len(ids) < BATCH:
            return count
        last = ids[-1]


def reseal_rows(store: Store, service: str) -> dict[str, int]:
    """Seal what the rows of a service keep anew; return how many texts of each kind."""
    return {kept.name: reseal_texts(store, kept) for kept in SEALED if kept.service == service}


def reseal_texts(store: Store, kept: Sealed) -> int:
    """Seal one text of each row anew; return how many. One that no key opens stays."""
    count = 0
    with store.write(operation="rotate_secrets") as uow:
        column = getattr(kept.table, kept.text)
        found = select(kept.table).where(column.is_not(None)).with_for_update()
        for row in uow.session.scalars(found):
            about = getattr(row, kept.about)
            try:
                opened_ = unseal(kept.purpose, about, getattr(row, kept.text))
            except SealBroken:
                continue
            setattr(row, kept.text, seal(kept.purpose, about, opened_))
            count += 1
    return count
