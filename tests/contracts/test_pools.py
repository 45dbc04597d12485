"""What the services keep of connections fits what PostgreSQL gives in docker-compose.yml."""

import re

from foundation.config import SERVICES, Settings
from tests.support.product import compose_services

RESERVED = 3
"""Kept by PostgreSQL for its administrator."""
OPERATOR = 10
"""`migrate`, `pg_dump`, `psql`, `deadletters`."""


def test_all_services_twice_fit_while_they_are_replaced() -> None:
    services = compose_services()
    command = " ".join(services["postgres"]["command"])
    (most,) = re.findall(r"max_connections=(\d+)", command)
    pools = [int(services[name]["environment"]["GUANJIA_POOL_SIZE"]) for name in SERVICES]
    assert 2 * sum(pools) + RESERVED + OPERATOR <= int(most)


def test_a_cluster_without_compose_is_told_the_same() -> None:
    """The default is what compose says."""
    default = str(Settings.from_environment().pool_size)
    sizes = {compose_services()[name]["environment"]["GUANJIA_POOL_SIZE"] for name in SERVICES}
    assert sizes == {default}
