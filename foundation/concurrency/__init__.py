"""Green threads: what we use of eventlet, known by these names to everything else.

A process that serves calls `monkey_patch` before its other imports; then whatever waits (sockets,
locks, `time.sleep`) lets other green threads run. What waits without them (the disk, a password's
hash) goes `to_thread`. Other processes run the same code without green threads.

What would take eventlet's place: docs/adr/018.
"""

from collections.abc import Callable
from types import ModuleType
from typing import Any, TypeVar

import eventlet
import eventlet.patcher
from eventlet import GreenPool as Pool
from eventlet import Timeout, sleep, spawn
from eventlet.event import Event
from eventlet.queue import Empty
from eventlet.queue import LightQueue as Queue
from eventlet.semaphore import Semaphore

__all__ = [
    "Empty",
    "Event",
    "Pool",
    "Queue",
    "Semaphore",
    "Timeout",
    "is_green",
    "make_psycopg_green",
    "monkey_patch",
    "original",
    "set_threads",
    "sleep",
    "spawn",
    "start_hub",
    "to_thread",
]

Result = TypeVar("Result")


def monkey_patch() -> None:
    """Have the standard library wait in green ways from now on."""
    eventlet.monkey_patch()


def is_green() -> bool:
    """Whether this process serves by green threads."""
    return bool(eventlet.patcher.is_monkey_patched("socket"))


def original(module: str) -> ModuleType:
    """A module of the standard library as it is without green threads."""
    found: ModuleType = eventlet.patcher.original(module)
    return found


def start_hub() -> None:
    """Forget the green threads of the parent, in a process that was forked."""
    from eventlet.hubs import use_hub

    use_hub()


def to_thread(act: Callable[..., Result], *arguments: Any) -> Result:
    """Run in a native thread where green ones would have to wait, else here."""
    if not is_green():
        return act(*arguments)
    from eventlet.tpool import execute

    result: Result = execute(act, *arguments)
    return result


def set_threads(count: int) -> None:
    """How many native threads `to_thread` has; before its first use."""
    from eventlet.tpool import set_num_threads

    set_num_threads(count)


def make_psycopg_green() -> None:
    """Have psycopg2 wait for PostgreSQL in the green way."""
    from eventlet.support.psycopg2_patcher import make_psycopg_green as patch

    patch()
