"""That script in a text is words on a page is the work of the templates: seen with and without."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.api.stand_in import StandIn
from tests.security.hostile import ESCAPED, RAW, SCRIPT
from tests.web.conftest import LogIn


@pytest.fixture
def unescaped(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Templates that let texts through as they are."""
    environment = app.jinja_env
    assert environment.cache is not None
    environment.cache.clear()
    monkeypatch.setattr(environment, "autoescape", False)
    yield
    environment.cache.clear()


def account_of_script(log_in: LogIn, services: StandIn) -> str:
    """A page that shows a name, which is script."""
    browsing = log_in("resident")
    services.answers["directory.me"] |= {"name": SCRIPT}
    return browsing.text("/account")


def test_script_in_a_name_is_words(log_in: LogIn, services: StandIn) -> None:
    page = account_of_script(log_in, services)
    assert ESCAPED in page and not any(raw in page for raw in RAW)


@pytest.mark.usefixtures("unescaped")
def test_without_escaping_it_would_be_script(log_in: LogIn, services: StandIn) -> None:
    """The negative control: what is looked for on all pages is found."""
    page = account_of_script(log_in, services)
    assert all(raw in page for raw in RAW)
