"""Services are replaced while people use them, as docs/operations.md says: nobody notices.

`GUANJIA_PREVIOUS_RELEASE` names a folder with the release before, set up by `make install`: then
it is that one whose processes are replaced, on tables that were migrated while it worked. Without
it this version takes the place of itself.
"""

import os
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from foundation.config import SERVICES
from tests.support.product import (
    ROOT,
    Client,
    Process,
    Product,
    eventually,
    spawn,
    wait_healthy,
)
from tests.support.rabbitmq import Broker
from tests.support.shared import free_port
from tests.system.conftest import cluster
from tests.system.walks import repair

PREVIOUS = Path(os.environ.get("GUANJIA_PREVIOUS_RELEASE", ROOT)).resolve()


class Desk:
    """Somebody who does one thing after another, and repeats nothing that failed."""

    def __init__(self, product: Product, service: str) -> None:
        self._once = getattr(self, service)
        self._desk, self._finance = product.as_("receptionist"), product.as_("finance")
        self._supervisor = product.as_("supervisor")
        self._engineer = product.as_("engineer").get("/me")["id"]
        [self._home] = product.as_("resident1").get("/me")["household_ids"]
        self._days = count(1)
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

    def repairs(self) -> Any:
        """A request."""
        body = repair.REQUEST | {"household_id": self._home}
        return self._desk.raw("POST", "/repairs", json=body)

    def notices(self) -> Any:
        """A draft."""
        body = {
            "kind": "major", "title": "电梯检修", "body": "各楼栋电梯分批检修。",
            "audience": {"everyone": True}, "channels": ["portal"],
        }  # fmt: skip
        return self._desk.raw("POST", "/notices", json=body)

    def directory(self) -> Any:
        """A shift, each on a day of its own."""
        begin = datetime(2030, 1, 1, tzinfo=UTC) + timedelta(days=next(self._days))
        body = {
            "person_id": self._engineer, "duty": "engineer",
            "starts_at": begin.isoformat(), "ends_at": (begin + timedelta(hours=8)).isoformat(),
        }  # fmt: skip
        return self._supervisor.raw("POST", "/shifts", json=body)

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
        eventually(lambda: len(self.answered) >= before + times, 240)

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
def site(
    tmp_path_factory: pytest.TempPathFactory, postgres_server: str, broker: Broker
) -> Iterator[Product]:
    """The release before at work, on tables that this version has migrated meanwhile."""
    with cluster(tmp_path_factory.mktemp("cluster"), broker, PREVIOUS) as product:
        for name in SERVICES:
            environment = product.processes[name].environment  # type: ignore[attr-defined]
            migrating = spawn("migrate-new", ["migrate", name], environment, product.home)
            assert migrating.popen.wait(300) == 0, migrating.log.read_text()
        yield product


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


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_is_replaced_without_one_refusal(
    site: Product, newcomers: list[Process], name: str
) -> None:
    """The new process takes calls beside the old one; the old one finishes what it holds."""
    desk = Desk(site, name)
    old = site.processes[name]
    with desk.working():
        desk.go_on()
        new = another(site, name)
        newcomers.append(new)
        wait_healthy(new, site.home)
        desk.go_on()
        site.processes[name] = new
        assert old.stop() == 0, old.log.read_text()[-2000:]
        desk.go_on()
    assert not desk.troubles, desk.troubles[:3]


def test_people_log_in_while_two_versions_are_at_work(site: Product) -> None:
    """The services are new, the gateway is still the old one; then it is replaced, too."""
    old = site.processes["gateway"]
    assert logged_in(site).get("/complaints")["items"] is not None
    port = str(free_port())
    environment = old.environment | {  # type: ignore[attr-defined]
        "GUANJIA_METRICS_PORT": str(free_port()),
        "PORT": port,
    }
    new = spawn("gateway-new", ["serve", "gateway"], environment, site.home)
    new.environment = environment  # type: ignore[attr-defined]
    try:
        wait_healthy(new, site.home)
        there = Product(f"http://127.0.0.1:{port}", {}, site.home)
        assert logged_in(there).get("/complaints")["items"] is not None
        kept = Client(there.url, logged_in(site).token).raw("GET", "/complaints")
        if PREVIOUS == ROOT:
            assert kept.status_code == 200, kept.text
        else:  # a login that was not kept in the list of logins is one to be made once more
            assert kept.status_code == 200 or kept.json()["code"] == "not_authenticated"
    finally:
        new.kill()


def logged_in(product: Product) -> Client:
    """Somebody who logs in now."""
    return Product(product.url, {}, product.home).as_("receptionist")


def test_without_the_new_process_they_would_be_refused(site: Product) -> None:
    """Negative control: what the load hears when nobody is there."""
    desk = Desk(site, "complaints")
    old = site.processes["complaints"]
    with desk.working(1):
        desk.go_on(3)
        assert old.stop() == 0
        eventually(lambda: desk.troubles)
    assert "service_away" in desk.troubles[0]
