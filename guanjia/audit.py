"""`guanjia audit`: whether the audit trail is as it was (P05)."""

from collections.abc import Sequence
from datetime import datetime

import click

from foundation.audit_check import Checked, verify
from foundation.clock import SHANGHAI
from foundation.config import SERVICES
from guanjia.imports import opened


@click.group()
def group() -> None:
    """Look after the audit trail."""


@group.command("verify")
@click.option("--service", "services", type=click.Choice(SERVICES), multiple=True)
@click.option(
    "--head",
    "heads",
    multiple=True,
    help="A last hash that was printed earlier: it must still be in its chain.",
)
def verify_(services: Sequence[str], heads: Sequence[str]) -> None:
    """Recompute every row; name the first that is not as it was, and exit with 1 if there is one.

    Prints the last hash of each chain. Kept outside of the database, it shows later that even a
    whole chain was not written anew.
    """
    intact, sought = True, set(heads)
    for service in services or SERVICES:
        with opened(service) as store:
            found = verify(store.engine, heads=sought)
        tell(service, found)
        intact = intact and not found.broken
        sought -= found.met
    for head in sorted(sought):
        click.echo(f"{head}\tis in no chain any more")
    if not intact or sought:
        raise SystemExit(1)


def tell(service: str, found: Checked) -> None:
    """Say what came of a service's trail."""
    click.echo(
        f"{service}\t{found.rows} rows verified, {found.erased} with something erased, "
        f"{found.waiting} to be chained tonight"
    )
    if found.removed:
        since = f"; what is left begins {local(found.begins_at)}" if found.begins_at else ""
        click.echo(
            f"{service}\t{found.removed} rows at the beginning were removed by retention, "
            f"the last {local(found.removed_at)}{since}"
        )
    for chain, head in found.heads.items():
        click.echo(f"{service}\t{chain}\t{head}")
    for one in found.broken:
        place = f"{one.chain or 'no chain'}, place {one.position or '–'}"
        click.echo(f"{service}\tBROKEN: row {one.id or '–'} ({place}) {one.why}")


def local(at: datetime | None) -> str:
    """A moment as the pages say it; empty: there is none."""
    return "" if at is None else f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
