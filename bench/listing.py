"""What a list costs whose statement is built anew, with objects, and one that is built once.

    python -m bench.listing [--quick] [--rounds 9]

The newest ten of two thousand bills, on SQLite, filtered by household and state; in one community.
Then whole methods on the demonstration, from the payload to what is sent: to be compared with what
another version of the product takes. Processor time, rounds in turns.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import select

from bench.among import HERE, filled
from bench.questions import Question
from bench.tables import progress, say, spread, table
from foundation.actor import SYSTEM
from foundation.clock import SystemClock
from foundation.config import settings, use
from foundation.storage.engine import make_engine
from foundation.storage.listing import listing
from foundation.storage.migrate import upgrade
from foundation.storage.store import Store
from foundation.storage.unit_of_work import UnitOfWork
from guanjia.demo.load import load
from guanjia.registry import service_class
from services.billing.bills.tables import Bill

NAMES = ("kind", "side", "period")
GIVEN = {"kind": "period", "side": "owners", "period": None, "limit": 10, "cursor": None}
LIST = listing(Bill, *NAMES)
METHODS = (
    Question("directory", "me", "resident1"),
    Question("repairs", "search", "supervisor"),
    Question("repairs", "search", "resident1"),
    Question("complaints", "escalations", "director"),
    Question("billing", "list_bills", "resident1", {"status": "open"}),
    Question("billing", "list_visits", "supervisor"),
    Question("notices", "search", "resident1"),
    Question("notices", "messages", "resident1"),
    Question("directory", "find_households", "receptionist", {"q": "1-201"}),
    Question("directory", "find_people", "receptionist"),
)


def anew(uow: UnitOfWork) -> None:
    """By a statement that is put together for the call, and the session's objects."""
    statement = select(Bill)
    for name in NAMES:
        if GIVEN[name] is not None:
            statement = statement.where(getattr(Bill, name) == GIVEN[name])
    uow.session.scalars(statement.order_by(Bill.id.desc()).limit(11)).all()


def once(uow: UnitOfWork) -> None:
    """By the statement of its shape, and plain rows."""
    LIST.page(uow, GIVEN)


WAYS: Mapping[str, Callable[[UnitOfWork], Any]] = {
    "built anew, objects": anew,
    "built once, rows": once,
}


def list_of(folder: Path, rounds: int, times: int) -> str:
    """The table of the two ways."""
    store = filled(folder, 0)
    found: dict[str, list[float]] = {way: [] for way in WAYS}
    for turn in range(rounds):
        progress(f"round {turn + 1} of {rounds}")
        for way, read in WAYS.items():
            spent = 0.0
            for _ in range(times):
                with store.read(SYSTEM, scope=HERE) as uow:
                    began = time.process_time()
                    read(uow)
                    spent += time.process_time() - began
            found[way].append(spent / times * 1e6)
    return table(tuple(WAYS), [tuple(spread(found[way]) for way in WAYS)])


def demonstration(folder: Path, service: str) -> Store:
    """The store of a service with what the demonstration has in it."""
    url = f"sqlite:///{folder}/{service}.db"
    engine = make_engine(url, durable=False)
    upgrade(engine, service)
    load(service, url)
    return Store(engine, SystemClock(), service)


def whole_methods(folder: Path, rounds: int, times: int) -> str:
    """The table of what whole methods take."""
    folder.mkdir()
    stores = {name: demonstration(folder, name) for name in {one.service for one in METHODS}}
    found: dict[str, list[float]] = {}
    for turn in range(rounds):
        progress(f"round {turn + 1} of {rounds}")
        for one in METHODS:
            entry = getattr(service_class(one.service), one.method).entry
            began = time.process_time()
            for _ in range(times):
                entry.perform(stores[one.service], one.actor, one.given)
            spent = (time.process_time() - began) / times * 1e6
            found.setdefault(f"{one.service}.{one.name}", []).append(spent)
    return table(("", "µs"), [(name, spread(taken, 0)) for name, taken in found.items()])


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--rounds", type=int, default=9)
    given = parser.parse_args()
    use(replace(settings(), demo=True))  # the accounts of the demonstration open in it alone
    rounds, times = (3, 50) if given.quick else (given.rounds, 500)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        say(
            "Microseconds of processor for a page of ten bills, median (lowest to highest).",
            list_of(folder, rounds, times),
            "Microseconds of processor for whole methods on the demonstration, the same.",
            whole_methods(folder / "demonstration", rounds, times // 10),
        )


if __name__ == "__main__":
    main()
