"""A small load: people at the desk who repeat what was not answered, as people do."""

import itertools
import threading
import time
import traceback
import uuid
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

import requests

from tests.faults.plan import READY_WITHIN, SILENCE
from tests.faults.records import Records
from tests.support.product import DEMO_PASSWORD, Client, Product, eventually

TIMEOUT = SILENCE + 60.0
"""Seconds after which somebody at the desk gives up, and the test with him."""
LINE = {"item": "门锁", "quantity": "1", "unit_price": "180.00", "amount": "180.00"}
AHEAD = datetime(2040, 1, 1, tzinfo=UTC)
MINUTES = itertools.count()
"""Each shift has a minute of its own, counted from a day that no clock of a test comes to."""
PACE = 0.2
"""Seconds between two shifts, or the roster would be all that people work at."""
REFUSALS = {
    (503, "service_away"),
    (503, "storage_unavailable"),
    (504, "service_timeout"),
    (504, "outcome_unknown"),
}
"""What may be said while something is away: it names a cause, and that one may try again."""
READS = {
    "receptionist": "/complaints",
    "resident1": "/repairs",
    "finance": "/bills",
}
PEOPLE = ("receptionist", "engineer", "resident1", "resident2", "supervisor", "finance", "admin")


class Broken(Protocol):
    """A product that has faults, and its databases."""

    @property
    def product(self) -> Product:
        """The product."""

    @property
    def records(self) -> Records:
        """Its databases."""

    def settle(self) -> None:
        """Wait until nothing is under way."""


class Load:
    """Complaints, payments, chargeable repairs, shifts until told to stop; keeps the answers."""

    def __init__(self, broken: Broken) -> None:
        product = self.product = broken.product
        self.complaints: dict[str, str] = {}
        """Number by the text that no other has."""
        self.payments: dict[str, str] = {}
        """Amount by receipt number."""
        self.repairs: dict[str, str] = {}
        """Number by id, of those that are completed."""
        self.shifts: dict[str, str] = {}
        """Beginning by id."""
        self.refusals: Counter[str] = Counter()
        """How often each refusal was heard."""
        self.troubles: list[str] = []
        self._stopping = threading.Event()
        for name in PEOPLE:
            product.as_(name)
        [self.home] = product.as_("resident1").get("/me")["household_ids"]
        self._paid = "SELECT count(*) FROM payments WHERE household_id = :home"
        self._paid_before = broken.records.one("billing", self._paid, home=self.home)
        self.engineer = product.as_("engineer").get("/me")["id"]

    def __enter__(self) -> "Load":
        flows = (self.complain, self.pay, self.mend, self.roster)
        self._threads = [threading.Thread(target=self._repeat, args=(flow,)) for flow in flows]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: Any) -> None:
        self._stopping.set()
        for thread in self._threads:
            thread.join()

    def _repeat(self, flow: Callable[[], None]) -> None:
        try:
            while not self._stopping.is_set():
                flow()
        except Exception:
            self.troubles.append(traceback.format_exc())

    def go_on(self) -> None:
        """Wait until every one of them has got something done from now on."""
        before = self._done()
        eventually(lambda: self.troubles or not self._done() & before, TIMEOUT)
        assert not self.troubles, "\n".join(self.troubles)

    def be_refused(self, code: str) -> None:
        """Wait until somebody is told this from now on."""
        before = self.refusals[code]
        eventually(lambda: self.troubles or self.refusals[code] > before, TIMEOUT)
        assert not self.troubles, "\n".join(self.troubles)

    def _done(self) -> set[tuple[int, int]]:
        kept = (self.complaints, self.payments, self.repairs, self.shifts)
        return {(what, len(done)) for what, done in enumerate(kept)}

    def _insist(self, client: Client, path: str, body: Any = None) -> Any:
        return insist(client, path, body, self.refusals)

    def complain(self) -> None:
        """Somebody is stuck in the lift: managers are told, a repair is asked for."""
        desk, mark = self.product.as_("receptionist"), f"电梯困人 {uuid.uuid4()}"
        made = self._insist(desk, "/complaints", self.complaint(mark))
        self.complaints[mark] = made["number"]
        triage = {
            "kind": "complaint", "valid": True, "gravity": "major", "urgency": "urgent",
            "category": "public_facility",
            "repair": {"category": "lift", "public_place": "3栋电梯"},
        }  # fmt: skip
        self._insist(desk, f"/complaints/{made['id']}/triage", triage)

    def complaint(self, description: str) -> dict[str, Any]:
        """A call to the desk."""
        return {
            "household_id": self.home, "channel": "phone", "kind": "complaint",
            "category": "public_facility", "description": description, "wish": "请维修",
            "contact_name": "李雷", "contact_phone": "13800000001", "restated": True,
        }  # fmt: skip

    def pay(self) -> None:
        """Somebody pays at the counter."""
        cents = len(self.payments) % 99 + 1
        body = {"household_id": self.home, "amount": f"1.{cents:02}", "method": "cash"}
        paid = self._insist(self.product.as_("receptionist"), "/payments", body)
        self.payments[paid["receipt_number"]] = paid["amount"]

    def mend(self) -> None:
        """A chargeable repair from the request to the charge."""
        desk, engineer = self.product.as_("receptionist"), self.product.as_("engineer")
        resident = self.product.as_("resident1")
        body = {
            "household_id": self.home, "category": "door_window", "description": "入户门锁更换",
            "contact_name": "李雷", "contact_phone": "13800000001",
        }  # fmt: skip
        made = self._insist(resident, "/repairs", body)
        path = f"/repairs/{made['id']}"
        self._insist(desk, f"{path}/verify")
        self._insist(desk, f"{path}/dispatch", {"engineer_id": self.engineer})
        for act in ("accept", "set-out", "arrive"):
            self._insist(engineer, f"{path}/{act}")
        self._insist(engineer, f"{path}/quote", {"amount": "180.00", "lines": [LINE]})
        self._insist(resident, f"{path}/accept-quote")
        self._insist(engineer, f"{path}/complete", {"result": "换好门锁"})
        self.repairs[made["id"]] = made["number"]

    def roster(self) -> None:
        """A shift is entered, which every service keeps."""
        begin = AHEAD + timedelta(minutes=next(MINUTES))
        body = {
            "person_id": self.engineer, "duty": "engineer",
            "starts_at": begin.isoformat(), "ends_at": (begin + timedelta(minutes=1)).isoformat(),
        }  # fmt: skip
        made = self._insist(self.product.as_("supervisor"), "/shifts", body)
        self.shifts[made["id"]] = made["starts_at"]
        self._stopping.wait(PACE)

    def check(self, records: Records) -> None:
        """Every answered write is there, and there once."""
        assert not self.troubles, "\n".join(self.troubles)
        assert self.complaints
        assert self.payments
        numbers = [
            (row.description, row.number)
            for row in records.rows("complaints", "SELECT description, number FROM complaints")
            if row.description in self.complaints
        ]
        assert sorted(numbers) == sorted(self.complaints.items())
        paid = records.one("billing", self._paid, home=self.home)
        assert paid - self._paid_before == len(self.payments)
        found = {
            row.receipt_number
            for row in records.rows("billing", "SELECT receipt_number FROM payments")
        }
        assert found >= set(self.payments)
        charged = [
            row.source_reference
            for row in records.rows("billing", "SELECT source_reference FROM bills")
            if row.source_reference in self.repairs
        ]
        assert sorted(charged) == sorted(self.repairs)
        entered = {row.id for row in records.rows("directory", "SELECT id FROM shifts")}
        assert entered >= set(self.shifts)


def check(broken: Broken, load: Load | None = None) -> None:
    """What must hold when faults are over; with a load, what it was answered."""
    broken.product.wait_ready(READY_WITHIN)
    broken.settle()
    broken.records.check()
    if load is not None:
        load.check(broken.records)


def is_read_on(product: Product) -> None:
    """Whoever is logged in and only looks notices nothing. A new login is kept in a list from which
    it is ended: as any write it finds room or is refused clearly."""
    for name, path in READS.items():
        assert product.as_(name).get(path)["items"]
    answer = requests.post(
        f"{product.url}/api/v1/auth/token",
        json={"username": "receptionist", "password": DEMO_PASSWORD},
        timeout=60,
    )
    outcome = (answer.status_code, answer.json().get("code"))
    assert outcome in ((200, None), (503, "storage_unavailable"))


def insist(
    client: Client, path: str, body: Any = None, refusals: Counter[str] | None = None
) -> Any:
    """POST until it is answered, always with the same key; count what was refused meanwhile.

    Acts that know no key are repeated too; that they were done shows as a conflict then.
    """
    refusals = Counter() if refusals is None else refusals
    headers = {"Idempotency-Key": str(uuid.uuid4())}
    end, again = time.monotonic() + TIMEOUT, False
    while time.monotonic() < end:
        try:
            answer = client.raw("POST", path, json=body or {}, headers=headers)
        except requests.RequestException:
            answer = None
        if answer is not None and answer.ok:
            return answer.json() if answer.content else None
        if answer is not None and answer.status_code < 500 and answer.status_code != 429:
            assert again and answer.status_code == 409, (
                f"{path}: {answer.status_code} {answer.text}"
            )
            return None
        if answer is not None and answer.status_code >= 500:
            code = answer.json()["code"]
            assert (answer.status_code, code) in REFUSALS, f"{path}: {answer.text}"
            refusals[code] += 1
        again = True
        time.sleep(0.1)
    raise AssertionError(f"{path} was not answered")
