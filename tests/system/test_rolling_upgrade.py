"""Services are replaced while people use them, as docs/operations.md says: nobody notices."""

import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.support.product import Process, Product, eventually, spawn, wait_healthy
from tests.support.shared import free_port


class Desk:
    """Somebody who does one thing after another, and repeats nothing that failed."""

    def __init__(self, product: Product, service: str) -> None:
        self._once = getattr(self, service)
        self._desk, self._finance = product.as_("receptionist"), product.as_("finance")
        [self._home] = product.as_("resident1").get("/me")["household_ids"]
        self.answered: list[str] = []
        self.troubles: list[str] = []
        self._enough = threading.Event()

    def complaints(self) -> Any:
        """A call."""
        body = {
            "household_id": self._home, "channel": "phone", "kind": "complaint",
            "category": "renovation_noise", "description": f"敲墙 {uuid.uuid4()}",
            "wish": "请制止", "contact_name": "李雷", "contact_phone": "13800000001",
            "restated": True,
        }  # fmt: skip
        return self._desk.raw("POST", "/complaints", json=body)

    def billing(self) -> Any:
        """A payment at the counter."""
        body = {"household_id": self._home, "amount": "0.01", "method": "cash"}
        return self._finance.raw("POST", "/payments", json=body)

    def work(self) -> None:
        """Go on until it is enough."""
        while not self._enough.is_set():
            answer = self._once()
            if answer.status_code != 201:
                self.troubles.append(f"{answer.status_code} {answer.text}")
            self.answered.append(answer.text)

    def go_on(self, times: int = 10) -> None:
        """Wait until so much more was answered."""
        before = len(self.answered)
        eventually(lambda: len(self.answered) >= before + times, 60)

    @contextmanager
    def working(self, people: int = 3) -> Iterator[None]:
        """Several of them at once."""
        threads = [threading.Thread(target=self.work) for _ in range(people)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self._enough.set()
            for thread in threads:
                thread.join()


@pytest.fixture(scope="module")
def newcomers() -> Iterator[list[Process]]:
    """Processes that were started beside the old ones; ended after all tests."""
    started: list[Process] = []
    yield started
    for process in started:
        if process.popen.poll() is None:
            process.kill()


def another(product: Product, name: str) -> Process:
    """A second process of a service, as `docker compose up --scale` starts it."""
    environment = dict(product.processes[name].environment)  # type: ignore[attr-defined]
    environment["GUANJIA_METRICS_PORT"] = str(free_port())
    new = spawn(f"{name}-new", ["serve", name], environment, product.home)
    new.environment = environment  # type: ignore[attr-defined]
    return new


@pytest.mark.parametrize("name", ["complaints", "billing"])
def test_a_service_is_replaced_without_one_refusal(
    many_processes: Product, newcomers: list[Process], name: str
) -> None:
    """The new process takes calls beside the old one; the old one finishes what it holds."""
    desk = Desk(many_processes, name)
    old = many_processes.processes[name]
    with desk.working():
        desk.go_on()
        new = another(many_processes, name)
        newcomers.append(new)
        wait_healthy(new, many_processes.home)
        desk.go_on()
        many_processes.processes[name] = new
        assert old.stop() == 0, old.log.read_text()[-2000:]
        desk.go_on()
    assert not desk.troubles, desk.troubles[:3]


def test_without_the_new_process_they_would_be_refused(many_processes: Product) -> None:
    """Negative control: what the load hears when nobody is there."""
    desk = Desk(many_processes, "complaints")
    old = many_processes.processes["complaints"]
    with desk.working(1):
        desk.go_on(3)
        assert old.stop() == 0
        eventually(lambda: desk.troubles)
    assert "service_away" in desk.troubles[0]
