"""What a list costs whose statement is built anew, with objects, and one that is built once.

    python -m bench.listing [--quick] [--rounds 9]

The newest ten of two thousand bills, on SQLite, filtered by household and state; in one community.
Processor time, rounds in turns.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import select

from bench.among import HERE, filled
from bench.tables import progress, say, spread, table
from foundation.actor import SYSTEM
from foundation.storage.listing import listing
from foundation.storage.paging import page
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.bills.tables import Bill

NAMES = ("kind", "side", "period")
GIVEN = {"kind": "period", "side": "owners", "period": None, "limit": 10, "cursor": None}
LIST = listing(Bill, *NAMES)


def anew(uow: UnitOfWork) -> Mapping[str, Any]:
    """By a statement that is put together for the call, and the session's objects."""
    statement = select(Bill)
    for name in NAMES:
        if GIVEN[name] is not None:
            statement = statement.where(getattr(Bill, name) == GIVEN[name])
    return page(uow, statement, Bill.id, GIVEN)


def once(uow: UnitOfWork) -> Mapping[str, Any]:
    """By the statement of its shape, and plain rows."""
    return LIST.page(uow, GIVEN)


WAYS: Mapping[str, Callable[[UnitOfWork], Any]] = {
    "built anew, objects": anew,
    "built once, rows": once,
}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--rounds", type=int, default=9)
    given = parser.parse_args()
    rounds, times = (3, 50) if given.quick else (given.rounds, 500)
    found: dict[str, list[float]] = {way: [] for way in WAYS}
    with tempfile.TemporaryDirectory() as folder:
        store = filled(Path(folder), 0)
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
    say(
        "Microseconds of processor for a page of ten bills, median (lowest to highest).",
        table(tuple(WAYS), [tuple(spread(found[way]) for way in WAYS)]),
    )


if __name__ == "__main__":
    main()
