"""What a list of one community costs, alone and among fifty others.

    python -m bench.among [--quick] [--rounds 9]

The tables as they are, on SQLite, with two thousand bills, cases and messages in each community.
Processor time, rounds in turns.
"""

import argparse
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select

from bench.tables import progress, say, spread, table
from foundation.actor import SYSTEM
from foundation.clock import SystemClock
from foundation.ids import new_id
from foundation.scope import FIRST_COMMUNITY, Scope
from foundation.storage.engine import make_engine
from foundation.storage.migrate import upgrade
from foundation.storage.store import Store
from services.billing.bills.tables import Bill
from services.billing.cases.tables import DunningCase
from services.notices.door.queries import TO_BRING
from services.notices.messages.tables import Message

HERE = Scope.within(FIRST_COMMUNITY)
EACH, OTHERS = 2_000, 50
FIRST_DAY, BEGIN = date(2025, 1, 1), datetime(2025, 1, 1, tzinfo=UTC)
DUE = FIRST_DAY + timedelta(days=3)
STATEMENTS: dict[str, dict[str, Any]] = {
    "billing": {
        "the newest bills": select(Bill).order_by(Bill.id.desc()).limit(20),
        "bills of a period": select(Bill.id).where(Bill.period == "2025-3").limit(50),
        "bills due by a day": select(Bill.household_id).where(Bill.due_date <= DUE),
        "steps due by a day": select(DunningCase.household_id)
        .where(DunningCase.status == "running", DunningCase.next_on <= DUE),
    },
    "notices": {
        "the newest messages": select(Message.id).order_by(Message.id.desc()).limit(20),
        "paper to deliver": select(Message.household_id).where(*TO_BRING),
    },
}  # fmt: skip
Made = tuple[Any, dict[str, Any]]
"""A table, and a row of it."""


def billed(community: str, number: int) -> tuple[Made, ...]:
    """A bill of a community and the case that it is about."""
    at, day = BEGIN + timedelta(minutes=number), FIRST_DAY + timedelta(days=number % 300)
    home = f"{community[-6:]}-{number}"
    bill = {
        "id": new_id(at), "number": f"{community[-6:]}-{number}", "household_id": home,
        "kind": "period", "period": f"2025-{number % 40}", "issued_at": at, "issued_on": day,
        "due_date": day, "side": "owners", "debtor_name": "王芳", "community_id": community,
    }  # fmt: skip
    case = {
        "id": new_id(at), "household_id": home, "due_date": day, "next_step": "reminder",
        "status": "settled" if number % 20 else "running", "next_on": day, "shift_days": 0,
        "held": False, "community_id": community,
    }  # fmt: skip
    return (Bill.__table__, bill), (DunningCase.__table__, case)


def notified(community: str, number: int) -> tuple[Made, ...]:
    """A message of a community; one of a hundred is paper that waits, or waits for a login."""
    at, name = BEGIN + timedelta(minutes=number), f"{community[-6:]}-{number}"
    waits = {0: "paper", 50: "portal"}.get(number % 100)
    message = {
        "id": new_id(at), "origin": name, "key": name, "fallen": False, "purpose": "bill_issued",
        "channel": waits or "portal", "household_id": name, "title_zh": "", "title_en": "",
        "text_zh": "", "text_en": "", "status": "waiting" if waits else "sent", "attempts": 0,
        "created_at": at, "community_id": community,
    }  # fmt: skip
    return ((Message.__table__, message),)


ROWS = {"billing": billed, "notices": notified}


def filled(folder: Path, service: str, others: int) -> Store:
    """A store with one community and others beside it, whose rows were made in turns."""
    engine = make_engine(f"sqlite:///{folder}/{service}-{others}.db", durable=False)
    upgrade(engine, service)
    places = [FIRST_COMMUNITY, *(f"c-{number:04}" for number in range(others))]
    made: dict[Any, list[dict[str, Any]]] = {}
    for number in range(EACH):
        for place in places:
            for where, row in ROWS[service](place, number):
                made.setdefault(where, []).append(row)
    with engine.begin() as connection:
        for where, rows in made.items():
            connection.execute(insert(where), rows)
    return Store(engine, SystemClock(), service)


def cost(store: Store, statement: Any, times: int) -> float:
    """Microseconds of processor for one execution with its rows read."""
    with store.read(SYSTEM, scope=HERE) as uow:
        began = time.process_time()
        for _ in range(times):
            uow.session.execute(statement).all()
            uow.session.expunge_all()
        return (time.process_time() - began) / times * 1e6


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--rounds", type=int, default=9)
    given = parser.parse_args()
    rounds, times = (3, 50) if given.quick else (given.rounds, 500)
    with tempfile.TemporaryDirectory() as folder:
        ways = {
            way: {service: filled(Path(folder), service, others) for service in STATEMENTS}
            for way, others in (("alone", 0), (f"among {OTHERS} others", OTHERS))
        }
        questions = [
            (service, *one) for service, all_ in STATEMENTS.items() for one in all_.items()
        ]
        found: dict[tuple[str, str], list[float]] = {}
        for turn in range(rounds):
            progress(f"round {turn + 1} of {rounds}")
            for service, what, statement in questions:
                for way, stores in ways.items():
                    took = cost(stores[service], statement, times)
                    found.setdefault((what, way), []).append(took)
    say(
        "Microseconds of processor for a list of one community, median (lowest to highest).",
        table(
            ("", *ways),
            [(what, *(spread(found[what, way]) for way in ways)) for _, what, _ in questions],
        ),
    )


if __name__ == "__main__":
    main()
