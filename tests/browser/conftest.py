"""A browser before the running product.

The pages are tried in Debian's Chromium, driven from this plain process; the product runs in one
of its own.
"""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, StorageState, expect, sync_playwright

from tests.browser import chromium
from tests.browser.manners import manners
from tests.browser.reader import TIMEOUT, Manner, Reader
from tests.conftest import missing
from tests.support.extent import NIGHTLY
from tests.support.product import DEMO_PASSWORD, Product, embedded

Open = Callable[..., Reader]


@pytest.fixture(scope="package")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """The embedded product with its demonstration's data."""
    with embedded(tmp_path_factory.mktemp("product"), loaded=True) as running:
        yield running


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium without a screen."""
    program = chromium.program()
    if program is None:
        missing("chromium")
    expect.set_options(timeout=TIMEOUT)
    with sync_playwright() as playwright:
        opened = chromium.launch(playwright, program)
        yield opened
        opened.close()


@pytest.fixture(scope="package")
def cookies() -> dict[tuple[str, str], StorageState]:
    """Those of who has logged in before, by user name and language; a login takes a second."""
    return {}


@pytest.fixture
def open_as(
    browser: Browser, product: Product, cookies: dict[tuple[str, str], StorageState]
) -> Iterator[Open]:
    """Opens the product as somebody, in a manner of reading."""
    readers: list[Reader] = []

    def opened(username: str, manner: Manner, password: str = DEMO_PASSWORD) -> Reader:
        key = username, manner.language
        reader = Reader(browser, product.url, manner, cookies.get(key))
        readers.append(reader)
        reader.log_in(username, password)
        cookies[key] = reader.context.storage_state()
        return reader

    yield opened
    for reader in readers:
        reader.close()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Choose in which manners a journey that takes a `manner` is walked."""
    named = [mark.args[0] for mark in metafunc.definition.iter_markers("parametrize")]
    if "manner" not in metafunc.fixturenames or "manner" in named:
        return
    functions = [one for one in vars(metafunc.module).values() if hasattr(one, "__code__")]
    journeys = [one for one in functions if "manner" in one.__code__.co_varnames]
    width = metafunc.definition.get_closest_marker("width")
    chosen = manners(journeys.index(metafunc.function), width and width.args[0], every=NIGHTLY)
    metafunc.parametrize("manner", chosen, ids=str)
