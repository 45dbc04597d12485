"""P01, P03: whoever listens hears what they may hear now, in each community by itself."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import requests
from sqlalchemy import select

from foundation.actor import Actor, Grant
from foundation.scope import FIRST_COMMUNITY
from foundation.storage.store import open_store
from services.directory.communities.tables import Assignment
from services.directory.people.tables import Account
from services.directory.service import DirectoryService as Directory
from tests.operations.conftest import perform
from tests.security.lost_rights import Login, named
from tests.support.product import Product, community, embedded, eventually
from tests.support.shared import shared

CODE = "NY"
HERE, THERE = "GL", CODE
CALLER = {"contact_name": "王芳", "contact_phone": "13812345678"}
HAPPENING: dict[str, tuple[str, dict[str, str]]] = {
    HERE: ("repairs", CALLER | {
        "public_place": "大堂", "building": "1栋", "category": "plumbing", "description": "漏水",
    }),
    THERE: ("complaints", CALLER | {
        "channel": "phone", "place": "大堂", "description": "灯不亮", "wish": "修好",
        "restated": "大堂灯不亮",
    }),
}  # fmt: skip
"""What happens in each community: of a kind of its own, so that late news are not mistaken."""


def with_another(home: Path) -> dict[str, Any]:
    """The demonstration with a second community, and an administrator of the company."""
    data = Path(shutil.copytree(community(), home / "data"))
    store = open_store(f"sqlite:///{data / 'directory.db'}", "directory")
    admin = Actor("root", "root", frozenset({"admin"}), grants=frozenset({Grant("admin", None)}))
    named = {"community_id": FIRST_COMMUNITY, "name": "观澜花园", "code": HERE}
    perform(store, Directory.change_community, admin, **named)
    perform(store, Directory.create_community, admin, name="南苑", code=CODE)
    with store.write() as uow:
        who = uow.session.scalars(select(Account).where(Account.username == "admin")).one()
        uow.session.add(Assignment(id=uow.new_id(), person_id=who.person_id, role="admin"))
    store.engine.dispose()
    return {"folder": str(data)}


def on_both(home: Path, module: str) -> Iterator[Product]:
    """A product with both communities."""
    data = Path(shared("another", with_another)["folder"])
    with embedded(home, begins_with=data, module=module) as running:
        yield running


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """The product."""
    yield from on_both(tmp_path_factory.mktemp("both"), "guanjia")


@pytest.fixture(scope="module")
def unended(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """The product whose streams go on."""
    yield from on_both(tmp_path_factory.mktemp("unended"), "tests.security.unended")


class Page:
    """An open page: it listens, and again where its stream ends, as browsers do; who is not let in
    again listens no more."""

    def __init__(self, login: Login) -> None:
        self.login = login
        self.opened = 0
        self.refused = False
        self.received: list[str] = []
        threading.Thread(target=self.listen, daemon=True).start()
        eventually(lambda: self.opened)

    def listen(self) -> None:
        """Put down what is told."""
        with suppress(requests.RequestException):  # the product stops
            while not self.refused:
                answer = self.login.copied.get(
                    f"{self.login.product.url}/events", stream=True, timeout=60
                )
                self.refused = answer.status_code != 200
                for line in answer.iter_lines(chunk_size=1):
                    if line.startswith(b"retry"):
                        self.opened += 1
                    if line.startswith(b"data: "):
                        self.received += line.decode().removeprefix("data: ").split()


def desk(product: Product, code: str) -> Login:
    """Somebody new at the desk of a community."""
    return named(product, "林晓梅", ["receptionist"], community_code=code).enter()


class Scene:
    """Somebody with an open page, and the desks of both communities."""

    def __init__(self, product: Product, *codes: str) -> None:
        self.product = product
        self.desks = {code: desk(product, code) for code in (HERE, THERE)}
        first, *others = codes
        self.login = named(product, "赵永强", ["steward"], community_code=first).enter()
        for code in others:
            self.give(code, "steward")
        self.page = Page(self.login)
        self.all = Page(named(product, "总经理", ["steward"]).enter())  # of the company

    def change(self, **what: Any) -> None:
        """The administrator changes the person."""
        admin, path = self.product.as_("admin"), f"/people/{self.login.person_id}"
        headers = {"If-Match": f'"{admin.get(path)["version"]}"'}
        admin.call("PATCH", path, json=what, headers=headers)

    def give(self, code: str, *roles: str) -> None:
        """The person holds these roles in a community."""
        self.change(roles=list(roles), community_code=code)

    def happens(self, code: str) -> bool:
        """Something in a community; whether the page has been told when that is known elsewhere."""
        kind, body = HAPPENING[code]
        before, received_before = len(self.page.received), len(self.all.received)
        assert self.desks[code].call("POST", f"/{kind}", json=body).status_code == 201
        eventually(lambda: kind in self.all.received[received_before:])
        return kind in self.page.received[before:]

    def hears(self, code: str) -> bool:
        """Whether the page is told of what happens in a community, if not at once."""
        kind, before = HAPPENING[code][0], len(self.page.received)
        return self.happens(code) or eventually(lambda: kind in self.page.received[before:])

    def opens_again(self, opened: int) -> None:
        """Wait until the page listens anew."""
        eventually(lambda: self.page.opened > opened)


def test_P01_who_loses_a_role_in_one_community_hears_of_the_other_alone(both: Product) -> None:
    scene = Scene(both, HERE, THERE)
    assert scene.hears(THERE) and scene.hears(HERE)
    opened = scene.page.opened
    scene.give(THERE)
    assert not scene.happens(THERE)
    scene.opens_again(opened)
    assert not scene.happens(THERE)
    assert scene.hears(HERE)


def test_P01_who_is_given_a_role_in_a_second_community_hears_of_both(both: Product) -> None:
    scene = Scene(both, HERE)
    assert not scene.happens(THERE)
    opened = scene.page.opened
    scene.give(THERE, "steward")
    scene.opens_again(opened)
    assert scene.hears(THERE) and scene.hears(HERE)


def test_P01_P03_who_is_closed_hears_nothing(both: Product) -> None:
    scene = Scene(both, HERE, THERE)
    scene.change(active=False, community_code=HERE)
    assert not scene.happens(HERE) and not scene.happens(THERE)
    eventually(lambda: scene.page.refused)
    assert not scene.happens(HERE), "nor afterwards"


def test_P01_a_stream_that_went_on_would_tell_what_was_taken_and_not_what_was_given(
    unended: Product,
) -> None:
    """Negative control."""
    taken, given, closed = Scene(unended, HERE, THERE), Scene(unended, HERE), Scene(unended, HERE)
    taken.give(THERE)
    assert taken.hears(THERE)
    given.give(THERE, "steward")
    assert not given.happens(THERE)
    closed.change(active=False)
    assert closed.hears(HERE)
