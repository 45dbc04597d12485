"""docs/operations.md for the cluster: figures, graceful stop, backup, restore on an empty one."""

import os
import signal
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests
from sqlalchemy import Connection, Engine, create_engine, text

from foundation.config import SERVICES
from tests.conftest import missing
from tests.support import operating, postgres, shared
from tests.support.monitoring import Exported, panels, rules
from tests.support.product import Process, Product, composed, eventually, spawn, wait_healthy
from tests.support.rabbitmq import Broker
from tests.support.stopping import GRACE, Stopping
from tests.system.conftest import UNHURRIED, VARIABLES, initialise
from tests.system.test_operating_one_process import call, stop_in_the_middle_of_a_request
from tests.system.walks import bill, complaint, notice, repair


@dataclass
class Site:
    """A PostgreSQL and a virtual host that nobody else uses."""

    host: str
    port: int
    amqp_uri: str

    def scalar(self, statement: str) -> object:
        """Ask the database, as its superuser."""
        engine = self.engine()
        try:
            with engine.connect() as connection:
                return connection.execute(text(statement)).scalar()
        finally:
            engine.dispose()

    def engine(self) -> Engine:
        """An engine as superuser."""
        return create_engine(f"postgresql+psycopg2://postgres@{self.host}:{self.port}/guanjia")

    @contextmanager
    def held(self, table: str) -> Iterator[Connection]:
        """Hold up whoever writes a table, until the connection is rolled back."""
        engine = self.engine()
        with engine.connect() as holding:
            holding.execute(text(f"LOCK TABLE {table} IN EXCLUSIVE MODE"))
            yield holding
        engine.dispose()

    def is_waited_for(self) -> object:
        """How many are held up."""
        return self.scalar("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")

    @contextmanager
    def started(self, home: Path) -> Iterator[Product]:
        """The services of docker-compose.yml on this site."""
        home.mkdir()
        with composed(
            home,
            amqp_uri=self.amqp_uri,
            postgres=f"{self.host}:{self.port}/guanjia",
            variables=VARIABLES,
            more=UNHURRIED,
        ) as product:
            yield product

    def environment(self) -> dict[str, str]:
        """What an operator's commands need here; in a container all of it is there."""
        return {
            "PGHOST": self.host,
            "PGPORT": str(self.port),
            "GUANJIA_MODE": "cluster",
            "GUANJIA_FILES": str(shared.folder() / "files"),
            "GUANJIA_DEMO": "1",
            "GUANJIA_AMQP_URI": self.amqp_uri,
            "GUANJIA_DATABASE_URL": (
                f"postgresql+psycopg2://{{service}}:x@{self.host}:{self.port}/guanjia"
            ),
        }


@contextmanager
def empty_site(broker: Broker) -> Iterator[Site]:
    """Empty volumes: a new server, with what its image does on an empty folder."""
    home = shared.folder() / f"site-{uuid.uuid4().hex[:8]}"
    home.mkdir()
    state = postgres.start(home)
    host, port = str(state["url"]).rsplit("@", 1)[1].split(":")
    try:
        admin = create_engine(f"{state['url']}/postgres", isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.execute(text("CREATE ROLE postgres SUPERUSER LOGIN"))
            connection.execute(text("CREATE DATABASE guanjia OWNER postgres"))
        admin.dispose()
        initialise(host, int(port), "guanjia")
        yield Site(host, int(port), broker.new_vhost())
    finally:
        for pid in state["pids"]:
            os.kill(pid, signal.SIGQUIT)


@pytest.fixture(scope="module")
def site(broker: Broker) -> Iterator[Site]:
    """Where the product is, until it is lost."""
    if postgres.binaries() is None:
        missing("postgres")
    with empty_site(broker) as made:
        yield made


@pytest.fixture(scope="module")
def product(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """The product, a process per service."""
    with site.started(tmp_path_factory.mktemp("product") / "home") as started:
        yield started


def test_every_figure_that_alerts_and_dashboard_ask_for_is_exported(product: Product) -> None:
    """Each process answers /metrics; together they have all series, with all labels."""
    complaint.lodge(product)  # or there would be nothing to count yet
    exported = Exported()
    for process in product.processes.values():
        port = process.environment["GUANJIA_METRICS_PORT"]  # type: ignore[attr-defined]
        exported.add(f"http://127.0.0.1:{port}/metrics")
    exported.add(f"{product.url}/metrics")
    assert exported.lacks() == []


def test_every_alert_says_what_it_means_and_the_page_what_to_do() -> None:
    """No alert without a summary, a severity and a line in the page; no panel without a title."""
    page = operating.PAGE.read_text(encoding="utf-8")
    for rule in rules():
        assert f"`{rule['alert']}`" in page
        assert rule["labels"]["severity"] in ("page", "look")  # type: ignore[index]
        assert rule["annotations"]["summary"]  # type: ignore[index]
    assert all(panel["title"] and panel["targets"] for panel in panels())


def test_a_service_told_to_stop_finishes_what_it_holds_and_takes_nothing_new(
    product: Product, site: Site
) -> None:
    """A call that waits for a lock is answered; calls that come meanwhile are refused at once."""
    process = product.processes["complaints"]
    desk = product.as_("receptionist")
    product.as_("resident3")
    with ThreadPoolExecutor(1) as pool, site.held("complaints.number_series") as holding:
        lodging = pool.submit(complaint.lodge, product, description="停机时仍在处理")
        eventually(site.is_waited_for, 60)
        stopping = Stopping(process)
        eventually(lambda: desk.raw("GET", "/complaints").status_code == 503, 9)
        assert not lodging.done()
        holding.rollback()
        number = lodging.result(60)["number"]
    assert stopping.has_finished()
    start_again(product, process)
    kept = site.scalar(f"SELECT count(*) FROM complaints.complaints WHERE number = '{number}'")
    assert kept == 1


def test_a_gateway_told_to_stop_answers_the_request_it_holds_and_takes_nothing_new(
    product: Product, site: Site
) -> None:
    """Half a request, SIGTERM, the other half: it is answered."""
    number = stop_in_the_middle_of_a_request(product, "gateway")
    start_again(product, product.processes["gateway"])
    kept = site.scalar(f"SELECT count(*) FROM complaints.complaints WHERE number = '{number}'")
    assert kept == 1


def test_a_subscriber_told_to_stop_finishes_the_event_it_holds(
    product: Product, site: Site
) -> None:
    """What it holds is worked before it ends; what it had not begun is worked afterwards, once."""
    process = product.processes["notices"]
    with site.held("notices.messages") as holding:
        number = urgent_complaint(product)
        eventually(site.is_waited_for, 60)
        stopping = Stopping(process)
        eventually(lambda: "stopping" in stopping.log)
        holding.rollback()
    assert stopping.has_finished()
    assert site.scalar(
        "SELECT count(*) FROM notices.inbox WHERE event_id IN (SELECT event_id FROM "
        f"complaints.outbox WHERE type = 'complaint_urgent' AND data ->> 'number' = '{number}')"
    )
    start_again(product, process)
    eventually(lambda: unworked(site, number) == 0, 60)
    messages = messages_about(product, number)
    assert messages and len(messages) == len(set(messages))


def test_B10_a_call_that_outlasts_the_grace_is_broken_off_and_is_done_when_it_is_repeated(
    product: Product, site: Site
) -> None:
    """What holds up a call does not hold up the stop; with the same key it is done, and once."""
    process = product.processes["complaints"]
    body = call(product, "停机时没有处理完")
    client, key = product.as_("receptionist"), {"Idempotency-Key": str(uuid.uuid4())}
    with site.held("complaints.number_series"):
        with pytest.raises(requests.ReadTimeout):
            client.raw("POST", "/complaints", json=body, headers=key, timeout=2)
        eventually(site.is_waited_for, 60)
        stopping = Stopping(process)
        assert not stopping.has_finished()
        assert stopping.seconds >= GRACE
    start_again(product, process)
    number = client.raw("POST", "/complaints", json=body, headers=key).json()["number"]
    made = "SELECT string_agg(number, ' ') FROM complaints.complaints WHERE description = '{}'"
    assert site.scalar(made.format(body["description"])) == number


def test_an_event_that_outlasts_the_grace_is_worked_after_the_start(
    product: Product, site: Site
) -> None:
    """What holds up its effect does not hold up the stop; it is worked later, and once."""
    process = product.processes["notices"]
    with site.held("notices.messages"):
        number = urgent_complaint(product)
        eventually(site.is_waited_for, 60)
        stopping = Stopping(process)
        assert not stopping.has_finished()
        assert stopping.seconds >= GRACE
    assert unworked(site, number)
    start_again(product, process)
    eventually(lambda: unworked(site, number) == 0, 60)
    messages = messages_about(product, number)
    assert messages and len(messages) == len(set(messages))


def start_again(product: Product, process: Process) -> None:
    """As `restart: unless-stopped` does."""
    environment = process.environment  # type: ignore[attr-defined]
    again = spawn(process.name, ["serve", process.name], environment, product.home)
    again.environment = environment  # type: ignore[attr-defined]
    product.processes[process.name] = again
    wait_healthy(again, product.home)
    product.wait_ready(60)


@pytest.mark.timeout(900)  # the four paths are walked as well
def test_a_backup_is_restored_on_an_empty_cluster_with_events_that_were_under_way(
    product: Product, site: Site, broker: Broker, tmp_path: Path
) -> None:
    """The page's commands; what only RabbitMQ held at the moment of the backup comes, too."""
    processed = urgent_complaint(product)
    eventually(lambda: unworked(site, processed) == 0, 60)
    before = sorted(messages_about(product, processed))
    assert before
    product.processes["notices"].kill()
    under_way = urgent_complaint(product)
    unsent = "SELECT count(*) FROM complaints.outbox WHERE sent_at IS NULL"
    eventually(lambda: site.scalar(unsent) == 0, 60)
    # Neither to be sent any more nor worked: only RabbitMQ has it, and that will be lost.
    assert unworked(site, under_way)
    operating.run("backup-cluster", tmp_path, site.environment())
    for process in product.processes.values():
        process.kill()

    with ExitStack() as stack:
        other = stack.enter_context(empty_site(broker))
        done = operating.run("restore-cluster", tmp_path, other.environment())
        assert all(f"{service}: " in done for service in SERVICES)
        after = stack.enter_context(other.started(tmp_path / "home"))
        eventually(lambda: messages_about(after, under_way), 60)
        eventually(lambda: unworked(other, processed) == 0, 60)
        assert sorted(messages_about(after, processed)) == before  # sent again, not told again
        # The demonstration's past was never worked by notices: it comes now, and is not told.
        eventually(lambda: other.scalar(OLD_NEWS.format("NOT IN")) == 0, 120)
        assert int(str(other.scalar(OLD_NEWS.format("IN")))) > 500
        assert other.scalar(OLD_NOTIFICATIONS) == 0
        for path in (notice, repair, complaint, bill):
            path.walk(after)
        for service in SERVICES:
            assert other.scalar(f"SELECT count(*) FROM {service}.dead_letters") == 0


OLD = "occurred_at < now() - interval '73 hours'"
OLD_NEWS = (
    "SELECT count(*) FROM (SELECT event_id, occurred_at FROM billing.outbox"
    " WHERE type IN ('bill_issued', 'payment_received') UNION ALL SELECT event_id, occurred_at"
    " FROM complaints.outbox WHERE type = 'complaint_answered') AS old"
    f" WHERE {OLD} AND event_id {{}} (SELECT event_id FROM notices.inbox)"
)
"""Events of long ago that tell residents something, and whether notices has worked them."""
OLD_NOTIFICATIONS = (
    "SELECT count(*) FROM notices.messages WHERE split_part(origin, ':', 1) IN"
    f" (SELECT event_id FROM billing.outbox WHERE {OLD} UNION"
    f" SELECT event_id FROM complaints.outbox WHERE {OLD})"
    " OR (facts ->> 'occurred_at')::timestamptz < created_at - interval '73 hours'"
)


def unworked(site: Site, number: str) -> object:
    """How many events of an urgent complaint the notices have not worked."""
    return site.scalar(
        "SELECT count(*) FROM complaints.outbox "
        f"WHERE type = 'complaint_urgent' AND data ->> 'number' = '{number}' "
        "AND event_id NOT IN (SELECT event_id FROM notices.inbox)"
    )


def urgent_complaint(product: Product) -> str:
    """A complaint of which the managers are told by events; its number."""
    made = complaint.lodge(product, description="电梯困人后仍在运行")
    complaint.triage(product, made, urgency="urgent", gravity="major")
    return str(made["number"])


def messages_about(product: Product, number: str) -> list[str]:
    """The supervisor's messages that name a complaint."""
    messages = product.as_("supervisor").get("/me/messages", limit=200)["items"]
    texts = [f"{one['title']} {one['text']}" for one in messages]
    return [one for one in texts if number in one]
