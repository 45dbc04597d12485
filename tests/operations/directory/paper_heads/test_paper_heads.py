"""P10: whose papers they are, by community."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from foundation import config
from foundation.actor import SYSTEM, Actor, Grant
from foundation.errors import NotFound
from foundation.scope import FIRST_COMMUNITY
from foundation.storage.store import Store
from services.directory.service import DirectoryService as Directory
from tests.operations.conftest import perform

pytestmark = pytest.mark.both_databases

EMPTY = dict.fromkeys(
    (
        "company", "company_en", "community", "community_en", "address", "telephone", "account",
        "letterhead", "seal",
    ), "",
)  # fmt: skip
NONE = {"account": "", "letterhead": "", "seal": ""}
COMPANY = {
    "name": "观澜物业服务有限公司", "name_en": "Guanlan Property Services",
    "address": "南湖路8号", "phone": "0512-65221234",
}  # fmt: skip
NORTH = {
    "name": "北苑", "name_en": "North Court", "code": "BY", "address": "北环路1号",
    "service_phone": "0512-65220000",
}  # fmt: skip


@pytest.fixture
def admin(actor: Callable[..., Actor]) -> Actor:
    return actor("admin", grants=frozenset({Grant("admin", None)}))


@pytest.fixture
def north(store: Store, admin: Actor) -> str:
    """A second community, with address and telephone of its own; the first has neither."""
    given = {"community_id": FIRST_COMMUNITY, "name": "观澜花园", "code": "GL"}
    perform(store, Directory.change_community, admin, **given)
    perform(store, Directory.change_company, admin, **COMPANY)
    return str(perform(store, Directory.create_community, admin, **NORTH)["id"])


def head(store: Store, by: Actor, community_id: str | None = None) -> dict[str, Any]:
    return dict(perform(store, Directory.paper_head, by, community_id=community_id))


def test_P10_nothing_is_made_up(store: Store, actor: Callable[..., Actor]) -> None:
    assert head(store, actor("finance")) == EMPTY


def test_P10_each_community_has_its_own_head_and_the_companys_where_it_has_none(
    store: Store, admin: Actor, north: str, actor: Callable[..., Actor]
) -> None:
    director = actor("director", grants=frozenset({Grant("director", None)}))
    company = {"company": COMPANY["name"], "company_en": COMPANY["name_en"], **NONE}
    own = {"address": COMPANY["address"], "telephone": COMPANY["phone"]}
    assert head(store, director, FIRST_COMMUNITY) == company | own | {
        "community": "观澜花园", "community_en": "",
    }  # fmt: skip
    assert head(store, director, north) == company | {
        "community": "北苑", "community_en": "North Court", "address": "北环路1号",
        "telephone": "0512-65220000",
    }  # fmt: skip
    assert head(store, director) == company | own | {"community": "", "community_en": ""}


def test_P10_whoever_is_of_one_community_has_its_head_alone(
    store: Store, north: str, actor: Callable[..., Actor]
) -> None:
    of_north = actor("receptionist", grants=frozenset({Grant("receptionist", north)}))
    assert head(store, of_north)["community"] == "北苑"
    with pytest.raises(NotFound):
        head(store, of_north, FIRST_COMMUNITY)


def test_P10_a_telephone_of_the_settings_stands_where_there_is_no_other(
    store: Store, actor: Callable[..., Actor]
) -> None:
    before = config.settings()
    config.use(replace(before, service_line="010-12345678"))
    try:
        assert head(store, actor("finance"))["telephone"] == "010-12345678"
    finally:
        config.use(before)


def test_P10_it_is_told_for_whoever_verifies_a_paper_without_a_login(store: Store) -> None:
    asked = perform(store, Directory.issuer_of_paper, SYSTEM, community_id=FIRST_COMMUNITY)
    assert asked == EMPTY
