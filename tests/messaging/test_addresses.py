"""One address, read alike by kombu (calls, subscriptions) and pika (relay)."""

import pytest
from kombu.utils.url import parse_url

from foundation.messaging.rabbitmq.publisher import parameters_of
from tests.support.product import compose_services, interpolate

SECRETS = {"RABBITMQ_PASSWORD": "made-up"}


@pytest.mark.parametrize("end", ["", "/", "//", "/%2F", "/own"])
def test_both_libraries_find_the_same_virtual_host(end: str) -> None:
    """`//` is how nameko and docker-compose.yml write the default virtual host."""
    uri = f"amqp://guest:guest@rabbitmq:5672{end}"
    assert parameters_of(uri).virtual_host == (parse_url(uri)["virtual_host"] or "/")


def test_the_relay_reads_the_address_of_the_compose_file() -> None:
    """The virtual host that RabbitMQ's image makes."""
    environment = compose_services()["billing"]["environment"]
    uri = interpolate(environment["GUANJIA_AMQP_URI"], SECRETS)
    assert parameters_of(uri).virtual_host == "/"
