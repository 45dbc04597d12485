"""Papers that go to people here, and to their courts, are Chinese whoever prints them."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import g
from flask_babel import force_locale

from gateway.languages import language
from gateway.translations import LOCALES


@contextmanager
def chinese_paper() -> Iterator[None]:
    """Chinese words and formats."""
    chosen = language()
    g.language = "zh"
    try:
        with force_locale(LOCALES["zh"]):
            yield
    finally:
        g.language = chosen
