"""The running product."""

from collections.abc import Iterator

import pytest

from tests.support.product import Product, embedded


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """The embedded product with its demonstration's data, for all tests of a worker."""
    with embedded(tmp_path_factory.mktemp("product")) as running:
        yield running
