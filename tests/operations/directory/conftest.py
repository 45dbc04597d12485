"""A directory with a household, and people to act in it."""

from collections.abc import Callable
from typing import Any

import pytest

from foundation.actor import Actor
from foundation.membership import Standing
from foundation.storage.store import Store
from services.directory.households.queries.sides import standings
from services.directory.households.tables import Household
from services.directory.service import DirectoryService
from tests.operations.conftest import perform

CHECK = {"method": "id_card", "by": "林晓梅"}
"""An identity check that has been made."""


@pytest.fixture
def store(store_of: Callable[[str], Store]) -> Store:
    """The directory's database."""
    return store_of("directory")


@pytest.fixture
def enter(store: Store, actor: Callable[..., Actor]) -> Callable[..., dict[str, Any]]:
    """Enters a household: `enter(unit="2-301", phone=...)`."""

    def make(**values: Any) -> dict[str, Any]:
        household = {
            "building": "3",
            "unit": "2-1001",
            "area_m2": "106.80",
            "owner_name": "王芳",
            "phone": "13812345678",
        } | values
        entrypoint = DirectoryService.create_household
        return dict(perform(store, entrypoint, actor("finance"), **household))

    return make


@pytest.fixture
def employ(store: Store, actor: Callable[..., Actor]) -> Callable[..., dict[str, Any]]:
    """Enters a person: `employ("steward", buildings=["3栋"])`."""

    def make(*roles: str, **values: Any) -> dict[str, Any]:
        person = {"name": roles[0], "roles": list(roles)} | values
        return dict(perform(store, DirectoryService.create_person, actor("director"), **person))

    return make


@pytest.fixture
def move_in(
    store: Store, actor: Callable[..., Actor], employ: Callable[..., dict[str, Any]]
) -> Callable[[dict[str, Any]], Actor]:
    """Gives the owner of a household access; the actor that logs in."""

    def make(household: dict[str, Any], member: int = 0) -> Actor:
        one = household["members"][member]
        person = employ("resident", name=one["name"], member_ids=[one["id"]])
        with store.read() as uow:
            home = uow.load(Household, household["id"])
            own = standings(home).get(person["id"], [])
        seen = tuple(Standing(household["id"], *entry) for entry in own)
        homes = [household["id"]]
        return actor("resident", id=person["id"], household_ids=homes, standings=seen)

    return make
