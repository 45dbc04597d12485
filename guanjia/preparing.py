"""Makes the databases ready: migrations, and the demo community where it is wanted."""

import os
import sys
import traceback
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from eventlet.hubs import use_hub
from sqlalchemy import make_url

from foundation.config import SERVICES, Settings, use
from foundation.storage.engine import make_engine
from foundation.storage.migrate import upgrade
from guanjia.registry import service_class


class PreparationFailed(Exception):
    """A database could not be prepared."""


LONGEST_FIRST = ("billing", "complaints", "repairs", "notices", "directory")
"""By how long their demo data takes, so that two processors end at the same time."""


def migrate(chosen: Settings, service: str) -> None:
    """Bring one service's database up to date."""
    engine = make_engine(chosen.database_of(service))
    upgrade(engine, service)
    engine.dispose()


def prepare(chosen: Settings, service: str, *, demo: bool) -> None:
    """Migrate one service's database and load its demo data."""
    use(chosen)
    migrate(chosen, service)
    if demo:
        from guanjia.demo.load import load

        load(service, chosen.database_of(service))


def prepare_all(
    chosen: Settings,
    *,
    demo: bool,
    told: Callable[[str], None],
    services: Sequence[str],
) -> None:
    """Prepare all databases side by side; `told` hears of each that is ready.

    Raise `PreparationFailed` naming the service; its process has said why.
    """
    waiting = sorted(services, key=LONGEST_FIRST.index)
    running: dict[int, str] = {}
    while waiting or running:
        while waiting and len(running) < max(os.cpu_count() or 1, 2):
            service = waiting.pop(0)
            if demo:
                preload(chosen, service)
            running[forked(partial(prepare, chosen, service, demo=demo))] = service
        pid, status = os.wait()
        service = running.pop(pid)
        if status:
            raise PreparationFailed(f"The data of {service} could not be prepared.")
        told(service)


def preload(chosen: Settings, service: str) -> None:
    """Import the loader of a database yet to be made here, where others will need it as well."""
    path = make_url(chosen.database_of(service)).database
    if chosen.embedded and path and not Path(path).exists():
        from guanjia.demo.load import loader_of

        loader_of(service)


def forked(act: Callable[[], object]) -> int:
    """Do something in a copy of this process; the copy's id. Everything imported is there."""
    sys.stdout.flush()
    if pid := os.fork():
        return pid
    status = 1
    try:
        use_hub()  # green threads of the parent must not run here
        act()
        status = 0
    except BaseException:  # whatever it is: said here, and told by the status
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def declare_queues(chosen: Settings) -> None:
    """Declare every subscriber's queue, so that no event finds nobody to keep it."""
    from foundation.messaging import topology
    from foundation.messaging.subscribe import subscriptions_of

    for service in SERVICES:
        topology.declare_all(chosen.amqp_uri, subscriptions_of(service_class(service)))
