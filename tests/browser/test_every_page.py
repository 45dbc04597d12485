"""Every page that somebody can reach by links: accessible, light, and only ours."""

import re
from collections import Counter

import pytest

from tests.browser.conftest import Open
from tests.browser.reader import LARGEST, Manner, Reader

PAGES_OF = {
    "resident3": 12, "receptionist": 11, "steward": 8, "engineer": 3, "director": 18,
    "finance": 12, "admin": 1,
}  # fmt: skip
"""Logins, and how many pages of different kinds each reaches at the least."""
MANNERS = (Manner("zh", 360, scheme="dark"), Manner("en", 1280))
PER_KIND = 2
ID = re.compile(r"/[^/?]*\d[^/?]*(?=[/?]|$)")
"""The part of an address that names one of many."""
NO_PAGE = ("/docs", "/photos/", "/assets/", ".xlsx", "format=xlsx", "/events")


def kind_of(path: str) -> str:
    """The address without what names one of many."""
    return ID.sub("/…", path.partition("?")[0])


def reached(reader: Reader) -> dict[str, str]:
    """Pages by links from one's home: address and source; some of each kind."""
    found: dict[str, str] = {}
    kinds: Counter[str] = Counter()
    waiting = [reader.path()]
    while waiting:
        path = waiting.pop(0)
        if path in found or kinds[kind_of(path)] >= PER_KIND:
            continue
        kinds[kind_of(path)] += 1
        answer = reader.context.request.get(path, headers={"Accept": "text/html"})
        assert answer.ok, f"{path}: {answer.status}"
        found[path] = answer.text()
        links = re.findall(r'href="(/[^"#]*)"', found[path])
        waiting += [
            link.replace("&amp;", "&")
            for link in links
            if link != "/" and not any(part in link for part in NO_PAGE)
        ]
    return found


@pytest.mark.parametrize("manner", MANNERS, ids=str)
@pytest.mark.parametrize("username", PAGES_OF)
def test_every_page_is_accessible_and_light(open_as: Open, username: str, manner: Manner) -> None:
    reader = open_as(username, manner)
    pages = reached(reader)
    assert len({kind_of(path) for path in pages}) >= PAGES_OF[username]
    wrong: list[str] = []
    heavy: dict[str, int] = {}
    for path in pages:
        if (weight := reader.weight(path)) > LARGEST:
            heavy[path] = weight
        reader.look()
        wrong += reader.violations()
    assert heavy == {}
    assert wrong == []


def test_the_login_is_accessible(open_as: Open) -> None:
    reader = open_as("admin", MANNERS[0])
    reader.context.clear_cookies()
    reader.go("/")
    assert reader.violations() == []
    assert reader.weight("/") <= LARGEST
