"""`guanjia deadletters`: events that a subscriber could not process (死信)."""

import json
from collections.abc import Sequence
from functools import partial
from typing import Any

import click

from foundation.config import SERVICES
from foundation.messaging import dead_letters
from foundation.service import receive
from foundation.storage.store import Store
from guanjia.imports import opened, refusals
from guanjia.registry import service_class


@click.group()
def group() -> None:
    """List, show and replay events that a subscriber could not work."""


@group.command("list")
@click.option("--service", "services", type=click.Choice(SERVICES), multiple=True)
@click.option("--replayed", is_flag=True, help="Also those that were replayed.")
def list_(services: tuple[str, ...], replayed: bool) -> None:
    """List them, oldest first: `service:id`, subscriber, event, error."""
    for service in services or SERVICES:
        with opened(service) as store:
            for letter in dead_letters.find(store, replayed=replayed):
                error = letter.error.strip().splitlines()[-1][:100]
                event = f"{letter.envelope['source']}.{letter.envelope['type']}"
                click.echo(f"{service}:{letter.id}\t{letter.subscriber}\t{event}\t{error}")


@group.command()
@click.argument("letter")
def show(letter: str) -> None:
    """Show one, named `service:id` as in the list."""
    service, key = parse(letter)
    with refusals(), opened(service) as store:
        found = dead_letters.show(store, key)
    click.echo(json.dumps(vars(found), ensure_ascii=False, indent=2, default=str))


@group.command()
@click.argument("letters", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="All that wait, oldest first.")
@click.option("--service", "services", type=click.Choice(SERVICES), multiple=True)
def replay(letters: tuple[str, ...], everything: bool, services: tuple[str, ...]) -> None:
    """Hand events to their handlers again; what was processed meanwhile is not processed twice.

    With --all, one that fails again stays a dead letter and holds up no other.
    """
    if everything == bool(letters) or (services and not everything):
        raise click.UsageError("Name letters, or --all (of a --service, if you like).")
    if everything:
        replay_all(services or SERVICES)
        return
    for letter in letters:
        service, key = parse(letter)
        with refusals(), opened(service) as store:
            replay_one(store, service, key)
        click.echo(f"{letter}: worked")


def replay_all(services: Sequence[str]) -> None:
    """All that wait in some services; raise `ClickException` at the end if any failed again."""
    failed = 0
    for service in services:
        with opened(service) as store:
            for key in dead_letters.waiting(store):
                try:
                    replay_one(store, service, key)
                    click.echo(f"{service}:{key}: worked")
                except Exception as error:  # whatever a handler raises
                    failed += 1
                    click.echo(f"{service}:{key}: {type(error).__name__}: {error}", err=True)
    if failed:
        raise click.ClickException(f"{failed} failed again and stay dead letters.")


def replay_one(store: Store, service: str, key: int) -> None:
    """Hand one to its handler again; raise what that raises."""
    subscriber = dead_letters.show(store, key).subscriber
    handle = handler_of(service, subscriber)
    again = partial(receive, store, subscriber, handle.event(), handle.operation)
    dead_letters.replay(store, key, again)


def parse(letter: str) -> tuple[str, int]:
    """Service and id of a letter's name."""
    service, _, key = letter.partition(":")
    if service not in SERVICES or not key.isdigit():
        raise click.BadParameter("write it as in the list, such as billing:12")
    return service, int(key)


def handler_of(service: str, subscriber: str) -> Any:
    """The handler that a subscriber's name means."""
    handle = getattr(service_class(service), subscriber.rsplit(".", 1)[-1], None)
    if handle is None:
        raise click.ClickException(f"{subscriber} is no longer a handler of {service}")
    return handle
