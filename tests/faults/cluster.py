"""A cluster whose processes are killed, and started again as a container's policy would."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import requests

from tests.faults.database import NAME, Database
from tests.faults.deliveries import wait_until_empty
from tests.faults.plan import REACHED_WITHIN, READY_WITHIN
from tests.faults.records import Records
from tests.support.nursery import Nursery
from tests.support.product import Process, Product, composed, spawn
from tests.support.rabbitmq import Broker, remove
from tests.system.conftest import VARIABLES, initialise


class Cluster:
    """The product, its databases, and who kills and restarts its processes."""

    def __init__(
        self, product: Product, records: Records, orders: Path, broker: Broker, database: Database
    ) -> None:
        self.product = product
        self.broker = broker
        self.nursery = Nursery(product.home / "nursery")
        self.database = database
        self.records = records
        self.orders = orders
        self.kills: list[tuple[str, str]] = []

    def order(self, service: str, place: str, passing: int = 1) -> None:
        """Have a service die when it passes a place for the n-th time."""
        folder = self.orders / service
        folder.mkdir(exist_ok=True)
        written = folder / "written"
        written.write_text(str(passing))
        written.rename(folder / place)

    def kill_at(
        self,
        service: str,
        place: str,
        passing: int = 1,
        orelse: Callable[[], bool] = lambda: False,
    ) -> None:
        """Have a service die at a place, and start it again; `orelse` tells that it is too late."""
        self.order(service, place, passing)
        self.bury(service, place, orelse)

    def bury(self, service: str, place: str, orelse: Callable[[], bool] = lambda: False) -> None:
        """Wait until a service dies of its order, start it again, wait until it is ready."""
        process = self.product.processes[service]
        end = time.monotonic() + REACHED_WITHIN
        while process.popen.poll() is None:
            if orelse():
                (self.orders / service / place).unlink(missing_ok=True)
                return
            assert time.monotonic() < end, f"{service} never came to {place}"
            time.sleep(0.02)
        assert process.popen.returncode == -9, process.log.read_text()[-3000:]
        self.kills.append((service, place))
        self.start(service)

    def kill(self, service: str, *, anew: bool = False) -> None:
        """Kill a service wherever it is, and start it again."""
        self.product.processes[service].kill()
        self.kills.append((service, "anywhere"))
        self.start(service, anew=anew)

    def start(self, service: str, *, anew: bool = False) -> None:
        """Start a service that died; wait until it is ready.

        `anew` as its container would: with everything to import first.
        """
        old = self.product.processes[service]
        environment = old.environment  # type: ignore[attr-defined]
        command = ["serve", service]
        if anew:
            new = spawn(service, command, environment, self.product.home)
            new.environment = environment  # type: ignore[attr-defined]
        else:
            new = self.nursery.spawn(service, command, environment, old.log)
        self.product.processes[service] = new
        self.wait_ready(service, new)

    def wait_ready(self, service: str, process: Process) -> None:
        """Wait until a service can be called."""
        end = time.monotonic() + READY_WITHIN
        while not self.is_ready(service):
            assert process.popen.poll() is None, process.log.read_text()[-3000:]
            assert time.monotonic() < end, (
                f"{service} is not ready\n{process.log.read_text()[-3000:]}"
            )
            time.sleep(0.25)

    def is_ready(self, service: str) -> bool:
        """Whether the gateway finds the service; for the gateway: whether it finds them all."""
        try:
            answer = requests.get(f"{self.product.url}/health/ready", timeout=3)
        except requests.RequestException:
            return False
        return bool(answer.json()["services"].get(service, answer.json()["status"]) == "ok")

    def wait_all_ready(self) -> None:
        """Wait until everything is ready, without hands: no process has ended meanwhile."""
        self.product.wait_ready(READY_WITHIN)

    def settle(self) -> None:
        """Wait until nothing is under way, and the broker holds nothing any more."""
        self.records.settle()
        wait_until_empty(self.broker)

    def close(self) -> None:
        """End all processes, however the tests ended."""
        self.records.close()
        for process in self.product.processes.values():
            process.popen.kill()
            process.popen.wait()
        self.nursery.close()


@contextmanager
def cluster(home: Path) -> Iterator[Cluster]:
    """The services as processes, with demo data, on a broker and a database of their own."""
    broker = Broker(home / "rabbitmq")
    database = Database(home / "postgres")
    orders = home / "orders"
    orders.mkdir()
    try:
        broker.start()
        initialise("127.0.0.1", database.port, NAME)
        with composed(
            home,
            amqp_uri=broker.uri(),
            postgres=f"127.0.0.1:{database.port}/{NAME}",
            variables=VARIABLES,
            more={"GUANJIA_KILL_POINTS": f"{orders}/{{name}}", "GUANJIA_RPC_TIMEOUT": "3"},
        ) as product:
            records = Records(
                lambda _: database.url,
                lambda name: {"connect_args": {"options": f"-csearch_path={name}"}},
            )
            running = Cluster(product, records, orders, broker, database)
            yield running
            running.close()
    finally:
        remove(broker)
        database.remove()
