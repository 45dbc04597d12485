"""The four paths, and what crosses services, in the embedded product."""

from types import ModuleType

import pytest

from tests.support.product import Product
from tests.system.walks.all import NAMES, WALKS


@pytest.mark.parametrize("path", WALKS, ids=NAMES)
def test_the_path_can_be_walked(one_process: Product, path: ModuleType) -> None:
    """From its first request to its last effect."""
    path.walk(one_process)
