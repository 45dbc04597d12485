"""Every page that somebody can reach by links: accessible, light, and only ours."""

from collections import defaultdict

import pytest

from tests.browser.conftest import Open
from tests.browser.pictures import ALL
from tests.browser.reader import LARGEST, Manner, Reader
from tests.support.extent import NIGHTLY
from tests.support.reached import LOGINS, kind_of, reached

PAGES_OF = dict(zip(LOGINS, (12, 11, 8, 3, 18, 12, 1), strict=True))
"""How many pages of different kinds each login reaches at the least."""
MANNERS = (Manner("zh", 360), Manner("en", 1280))
"""Each page is looked at in the light and in the dark."""
PER_KIND = 2
"""Pages of one kind whose links are followed."""
LOOKED_AT = PER_KIND if NIGHTLY else 1
"""Pages of one kind that each login looks at, which takes seconds each; at night two."""


def pages_of(reader: Reader) -> list[str]:
    """Pages by links from one's home: the first of each kind, at night more."""

    def read(path: str) -> str:
        answer = reader.context.request.get(path, headers={"Accept": "text/html"})
        assert answer.ok, f"{path}: {answer.status}"
        return answer.text()

    of_kind: dict[str, list[str]] = defaultdict(list)
    for path in reached(reader.path(), read, PER_KIND):
        of_kind[kind_of(path)].append(path)
    return [path for paths in of_kind.values() for path in paths[:LOOKED_AT]]


@pytest.mark.parametrize("manner", MANNERS, ids=str)
@pytest.mark.parametrize("username", PAGES_OF)
def test_every_page_is_accessible_and_light(open_as: Open, username: str, manner: Manner) -> None:
    reader = open_as(username, manner)
    pages = pages_of(reader)
    kinds = {kind_of(path) for path in pages}
    assert len(kinds) >= PAGES_OF[username]
    assert kinds - {kind_of(picture.page) for picture in ALL} == set(), "without a picture"
    wrong: list[str] = []
    heavy: dict[str, int] = {}
    for path in pages:
        if (weight := reader.weight(path)) > LARGEST:
            heavy[path] = weight
        reader.look()
        wrong += reader.violations() + reader.too_faint_in_the_dark()
    assert heavy == {}
    assert wrong == []


def test_the_login_is_accessible(open_as: Open) -> None:
    reader = open_as("admin", MANNERS[0])
    reader.context.clear_cookies()
    reader.go("/")
    assert reader.violations() + reader.too_faint_in_the_dark() == []
    assert reader.weight("/") <= LARGEST
