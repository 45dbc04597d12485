"""The databases of a running product, read past it, and what must hold in them."""

import json
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Executable, create_engine, inspect, select, text

from foundation.config import SERVICES
from foundation.messaging import outbox
from guanjia.registry import service_class

TIMEOUT = 60.0
"""Seconds for some of what is under way to arrive, on a machine that has other things to do."""
NUMBERED = {
    "complaints": [("complaints", "number"), ("incoming_documents", "number")],
    "repairs": [("repairs", "number"), ("rounds", "work_order_number")],
    "billing": [("bills", "number"), ("payments", "receipt_number"), ("visits", "number")],
    "notices": [("notices", "number")],
}
"""Papers that people hold, and where their numbers are."""

MADE = {
    "complaints": ("complaints", "complaint_lodged", "complaints.lodge"),
    "directory": ("shifts", "duty_changed", "directory.put_shift"),
}
"""What nobody makes but the load: its table, the event that tells of it, the call that makes it."""
WHOLE = """
SELECT 'made' AS what, id FROM {}
UNION ALL SELECT 'told', aggregate_id FROM outbox WHERE type = '{}' AND id > :start
UNION ALL SELECT 'noted', subject_id FROM audit WHERE operation = '{}'
"""
"""What there is of each of them."""
URGENT = "complaint_urgent"
COUNTED = "SELECT subject_id, times FROM messages WHERE purpose = :purpose AND channel = 'portal'"
"""What stands in the inboxes of what is urgent, by case."""
LEFT_OUT = "SELECT subject_id FROM untold WHERE purpose = :purpose"
"""What was left untold since it came days late, as it does where a clock jumps ahead, by case."""
ROSTER = "SELECT {} AS shift, version, person_id, starts_at, ends_at, cancelled FROM {}"


class Records:
    """What the services have written down."""

    def __init__(
        self,
        url_of: Callable[[str], str],
        options: Callable[[str], dict[str, Any]] = lambda _: {},
    ) -> None:
        self._engines = {
            name: create_engine(
                url_of(name), isolation_level="AUTOCOMMIT", pool_pre_ping=True, **options(name)
            )
            for name in SERVICES
        }
        self._harmed: dict[str, Any] = {}
        self.start = {
            name: self.one(name, "SELECT coalesce(max(id), 0) FROM outbox") for name in SERVICES
        }
        """Events up to here are the demonstration's."""
        self._old = {
            row.id
            for name, (table, *_) in MADE.items()
            for row in self.rows(name, f"SELECT id FROM {table}")
        }
        self._fired = self.fired()

    def close(self) -> None:
        """Close the connections."""
        for engine in self._engines.values():
            engine.dispose()

    def rows(self, service: str, statement: str | Executable, **values: Any) -> list[Any]:
        """What a query finds."""
        query = text(statement) if isinstance(statement, str) else statement
        if connection := self._harmed.get(service):
            return list(connection.execute(query, values))
        with self._engines[service].connect() as connection:
            return list(connection.execute(query, values))

    def one(self, service: str, statement: str, **values: Any) -> Any:
        """The one value that a query finds."""
        [[value]] = self.rows(service, statement, **values)
        return value

    def do(self, service: str, statement: str, **values: Any) -> None:
        """Write past the product."""
        with self._engines[service].connect() as connection:
            connection.execute(text(statement), values)

    @contextmanager
    def harmed(self, service: str, harm: str) -> Iterator[None]:
        """Look at the records with a harm done to them, which is then undone."""
        engine = self._engines[service]
        with engine.connect().execution_options(isolation_level="READ COMMITTED") as connection:
            connection.execute(text(harm))
            self._harmed = {service: connection}
            try:
                yield
            finally:
                self._harmed = {}
                connection.rollback()

    def sizes(self) -> dict[str, int]:
        """How many rows each table has."""
        found = {}
        for name in SERVICES:
            for table in inspect(self._engines[name]).get_table_names():
                found[f"{name}.{table}"] = self.one(name, f'SELECT count(*) FROM "{table}"')
        return found

    def events(self, service: str, type_: str | None = None) -> list[Any]:
        """What a service has told since the start, oldest first."""
        published = select(*outbox.ENVELOPE_COLUMNS).where(outbox.table.c.id > self.start[service])
        wanted = published if type_ is None else published.where(outbox.table.c.type == type_)
        return self.rows(service, wanted.order_by(outbox.table.c.id))

    def set_clock(self, seconds: int) -> None:
        """Let the clock of every service jump to so many seconds ahead of the machine's."""
        for name in SERVICES:
            self.do(name, "DELETE FROM demo_clock")
            self.do(name, "INSERT INTO demo_clock (id, offset_seconds) VALUES (1, :s)", s=seconds)

    def under_way(self) -> Counter[str]:
        """What has not had its effect yet, by where it waits."""
        waiting: Counter[str] = Counter()
        for name in SERVICES:
            waiting[f"outbox of {name}"] = self.one(
                name, "SELECT count(*) FROM outbox WHERE sent_at IS NULL"
            )
        for subscriber, missing in self.unprocessed().items():
            waiting[subscriber] = len(missing)
        return +waiting

    def unprocessed(self) -> dict[str, set[str]]:
        """Events that a subscriber has not worked, per subscriber."""
        published: Mapping[tuple[str, str], set[str]] = defaultdict(set)
        for name in SERVICES:
            statement = "SELECT source, type, event_id FROM outbox WHERE id > :start"
            for row in self.rows(name, statement, start=self.start[name]):
                published[row.source, row.type].add(row.event_id)
        missing = {}
        for name in SERVICES:
            processed: Mapping[str, set[str]] = defaultdict(set)
            for row in self.rows(name, "SELECT subscriber, event_id FROM inbox"):
                processed[row.subscriber].add(row.event_id)
            for event, subscriber in service_class(name).subscriptions().items():
                missing[subscriber] = published[event] - processed[subscriber]
        return missing

    def settle(self, seconds: float = TIMEOUT) -> None:
        """Wait until nothing is under way; fail when it has not become less for so long."""
        least, end = 0, 0.0
        while waiting := self.under_way():
            if not least or waiting.total() < least:
                least, end = waiting.total(), time.monotonic() + seconds
            assert time.monotonic() < end, f"still under way: {waiting}"
            time.sleep(0.25)

    def check(self) -> None:
        """What must hold whatever happened: see each part."""
        self.check_whole()
        self.check_letters()
        self.check_messages()
        self.check_consequences()
        self.check_roster()
        self.check_numbers()
        self.check_books()
        self.check_tiers()

    def check_whole(self) -> None:
        """No write is half done: state, audit row and event are there together, each once.

        Asked in one statement: people may be at work, and write between one statement and the next.
        """
        for service, places in MADE.items():
            found: Mapping[str, Counter[str]] = defaultdict(Counter)
            for row in self.rows(service, WHOLE.format(*places), start=self.start[service]):
                if row.id not in self._old:
                    found[row.what][row.id] += 1
            assert set(found["made"].values()) <= {1}
            assert found["told"] == found["made"]
            assert found["noted"] == found["made"]

    def check_letters(self) -> None:
        """No event died."""
        for name in SERVICES:
            assert self.rows(name, "SELECT subscriber, error FROM dead_letters") == []

    def check_messages(self) -> None:
        """Of everything urgent somebody was told, or it is on the list of the untold; nobody twice.

        What is told again of one case is one message, which counts: it says how often each of its
        readers was told. Whoever came later was told less often than those who were there.
        """
        urgent = Counter(event.aggregate_id for event in self.events("complaints", URGENT))
        notified: Mapping[str, list[int]] = defaultdict(list)
        for row in self.rows("notices", COUNTED, purpose=URGENT):
            notified[row.subject_id].append(row.times)
        left_out = self.rows("notices", LEFT_OUT, purpose=URGENT)
        known = Counter(row.subject_id for row in left_out)
        known.update({case: max(notified[case]) for case in notified})
        assert set(urgent) <= set(known), "nobody was told"
        assert {case: known[case] for case in urgent} == urgent, "told less, or more"
        twice = self.rows(
            "notices",
            "SELECT origin, channel, address FROM messages WHERE NOT fallen"
            " GROUP BY origin, channel, address HAVING count(*) > 1",
        )
        assert twice == []

    def check_consequences(self) -> None:
        """What one service asked of another was done once: repairs, charges."""
        self.check_done_once("complaints", "repair_wanted", "repairs", "repairs", "complaint_id")
        self.check_done_once("repairs", "repair_charge_due", "billing", "bills", "source_reference")

    def check_done_once(
        self, asking: str, type_: str, doing: str, table: str, reference: str
    ) -> None:
        """Each event of a type has one row that refers to what it is about."""
        requested = Counter(event.aggregate_id for event in self.events(asking, type_))
        rows = self.rows(doing, f"SELECT {reference} AS reference FROM {table}")
        done = Counter(row.reference for row in rows if row.reference in requested)
        assert done == requested, type_

    def check_roster(self) -> None:
        """Every service that keeps the roster has it as it is."""
        kept = set(self.rows("directory", ROSTER.format("id", "shifts")))
        for name in set(SERVICES) - {"directory"}:
            assert set(self.rows(name, ROSTER.format("shift_id", "duty_replica"))) == kept, name

    def check_numbers(self) -> None:
        """Numbers that people hold run from 1 to the last one drawn without a gap, each once."""
        for service, places in NUMBERED.items():
            drawn = {
                f"{row.series}-{row.year}": row.last
                for row in self.rows(service, "SELECT series, year, last FROM number_series")
            }
            for table, column in places:
                series: Mapping[str, list[int]] = defaultdict(list)
                query = f"SELECT {column} AS number FROM {table} WHERE {column} IS NOT NULL"
                for row in self.rows(service, query):
                    prefix, _, number = row.number.rpartition("-")
                    series[prefix].append(int(number))
                for prefix, numbers in series.items():
                    assert sorted(numbers) == list(range(1, drawn[prefix] + 1)), prefix

    def check_books(self) -> None:
        """Every posting sums up to nothing; nobody is billed twice for a month."""
        uneven = self.rows(
            "billing",
            "SELECT posting_id FROM ledger_entries GROUP BY posting_id HAVING sum(amount) <> 0",
        )
        assert uneven == []
        twice = self.rows(
            "billing",
            "SELECT household_id, period FROM bills WHERE kind = 'period'"
            " GROUP BY household_id, period HAVING count(*) > 1",
        )
        assert twice == []

    def check_tiers(self) -> None:
        """Each tier that fired was told, and told once (X09)."""
        notified = Counter(
            (event.aggregate_id, json.loads(event.data)["tier"])
            for event in self.events("complaints", "complaint_escalated")
        )
        assert not [tier for tier, times in notified.items() if times > 1]
        assert set(notified) == self.fired() - self._fired

    def fired(self) -> set[tuple[str, int]]:
        """The tiers of complaints that have fired."""
        rows = self.rows("complaints", "SELECT complaint_id, tier FROM escalations")
        return {(row.complaint_id, row.tier) for row in rows}
