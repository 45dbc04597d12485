"""Makes the databases ready: migrations, and the demo community where it is wanted."""

import os
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from sqlalchemy import make_url

from foundation import concurrency
from foundation.config import SERVICES, ConfigurationError, Settings, use
from foundation.storage.engine import make_engine
from foundation.storage.migrate import NewerData, upgrade
from guanjia.failures import PreparationFailed
from guanjia.registry import service_class

NEWER = 79
"""Status of a process that has found data of a newer version."""
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
    on_ready: Callable[[str], None],
    services: Sequence[str],
) -> None:
    """Prepare all databases side by side; `on_ready` is called with the name of each that is ready.

    Raise `PreparationFailed` naming the services; their processes have said why. Raise
    `ConfigurationError` for data of a newer version.
    """
    waiting = sorted(services, key=LONGEST_FIRST.index)
    running: dict[int, str] = {}
    failed: dict[str, int] = {}
    while waiting or running:
        while waiting and len(running) < max(os.cpu_count() or 1, 2):
            service = waiting.pop(0)
            if demo:
                preload(chosen, service)
            running[forked(partial(prepare, chosen, service, demo=demo))] = service
        pid, status = os.wait()
        service = running.pop(pid)
        if status:
            failed[service] = os.waitstatus_to_exitcode(status)
            waiting.clear()
        else:
            on_ready(service)
    if failed:
        raise failure(failed)


def failure(failed: Mapping[str, int]) -> Exception:
    """What to say of the services whose data could not be prepared."""
    names = ", ".join(name for name in SERVICES if name in failed)
    if NEWER in failed.values():
        return ConfigurationError(
            f"The data of {names} was written by a newer version of Guanjia than this one. "
            "Start that version, or restore a backup made before the upgrade (docs/operations.md)."
        )
    return PreparationFailed(f"The data of {names} could not be prepared.")


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
        concurrency.start_hub()  # green threads of the parent must not run here
        act()
        status = 0
    except NewerData:
        status = NEWER  # said once for all by who waits
    except BaseException:  # whatever it is: said here, and told by the status
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def declare_queues(chosen: Settings) -> None:
    """Declare every subscriber's queue, so that no event finds nobody to keep it."""
    from foundation.messaging.rabbitmq import declaration
    from foundation.messaging.subscribe import subscriptions_of

    for service in SERVICES:
        declaration.declare_all(chosen.amqp_uri, subscriptions_of(service_class(service)))
