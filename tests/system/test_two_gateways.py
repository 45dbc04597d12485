"""P03 over RabbitMQ: a right that ends through one gateway ends at the other, by what that hears.

The other gateway keeps what it knows for an hour, so that nothing but the feed ends it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from tests.security import test_lost_rights as ways
from tests.security.lost_rights import OF_STAFF, Login, a_supervisor
from tests.support import another_gateway
from tests.support.product import Product, spawn, wait_healthy
from tests.support.rabbitmq import Broker
from tests.support.shared import free_port
from tests.system.conftest import cluster

NOTIFIED_WITHIN = 120.0
"""Seconds after which a stream that goes on was not ended; it takes a moment where it is."""
ENDING: list[Callable[[Login], None]] = [
    ways.log_out,
    ways.end_by_the_api,
    ways.change_the_password,
    ways.reset_the_password,
    ways.disable_the_account,
    ways.deactivate,
    ways.take_the_role,
]


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory, broker: Broker) -> Iterator[Product]:
    """The product with its gateway."""
    with cluster(tmp_path_factory.mktemp("gateways"), broker) as product:
        yield product


@contextmanager
def gateway_beside(product: Product, home: Path, **environment: str) -> Iterator[Product]:
    """Another gateway of the same product."""
    port = free_port()
    given = dict(product.processes["gateway"].environment)  # type: ignore[attr-defined]
    given |= {"PORT": str(port), "GUANJIA_METRICS_PORT": str(free_port())} | environment
    process = spawn("another", ["serve", "gateway"], given, home, module=another_gateway.__name__)
    process.environment = given  # type: ignore[attr-defined]
    other = Product(f"http://127.0.0.1:{port}", {"gateway": process}, home)
    try:
        wait_healthy(process, home)
        other.wait_ready(120)
        yield other
    finally:
        process.kill()


@pytest.fixture(scope="module")
def other(one: Product, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """A second gateway."""
    with gateway_beside(one, tmp_path_factory.mktemp("other")) as made:
        yield made


@pytest.fixture(scope="module")
def deaf(one: Product, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """One whose listener is off."""
    with gateway_beside(one, tmp_path_factory.mktemp("deaf"), **{another_gateway.DEAF: "1"}) as it:
        yield it


def seen_through(login: Login, gateway: Product) -> Login:
    """The same login, used through another gateway, with a stream that is open there."""
    there = replace(login, product=gateway, named=login.named | {"key": login.named["key"]})
    there.stream = there.copied.get(f"{gateway.url}/events", stream=True, timeout=30)
    assert there.stream.status_code == 200
    assert set(ways.open_ones(OF_STAFF, there)) == ways.ALL, "the control: all is open before"
    return there


@pytest.mark.parametrize("lose", ENDING, ids=lambda way: way.__name__)
def test_P03_a_right_that_ends_at_one_gateway_ends_at_the_other(
    one: Product, other: Product, lose: Callable[[Login], None]
) -> None:
    login = a_supervisor(one)
    there = seen_through(login, other)
    lose(login)
    if ways.WAYS[lose] & ways.OF_PAGES:
        assert not there.stream_goes_on(NOTIFIED_WITHIN), "the feed ends the stream"
    assert set(ways.open_ones(OF_STAFF, there)) == ways.ALL - ways.WAYS[lose]


@pytest.mark.parametrize("lose", [ways.reset_the_password, ways.take_the_role])
def test_P03_negative_control_a_gateway_that_hears_nothing_lets_them_on(
    one: Product, deaf: Product, lose: Callable[[Login], None]
) -> None:
    login = a_supervisor(one)
    there = seen_through(login, deaf)
    lose(login)
    assert set(ways.open_ones(OF_STAFF, login)) == ways.ALL - ways.WAYS[lose]
    assert ways.OF_API & set(ways.open_ones(OF_STAFF, there))
    assert there.stream_goes_on(1)
