"""Where what tests write by themselves happens."""

from collections.abc import Iterable
from typing import Any

import pytest

from foundation.replica.handlers import put
from foundation.scope import FIRST_COMMUNITY, Scope
from foundation.storage.tables import community_replica
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.communities.tables import Community

HERE = Scope.within(FIRST_COMMUNITY)
"""The one community of an installation that has but one."""
OTHER = "c-other"
THERE = Scope.within(OTHER)
"""A second community."""


def enter_another(uow: UnitOfWork, community: str = OTHER, code: str = "NY") -> None:
    """A second community in the directory, as `create_community` leaves it."""
    named = {"name": "南苑", "code": code, "version": 1}
    uow.session.add(Community(id=community, **named))
    put(uow, community_replica, {"community_id": community, **named})
    uow.change_recent()


def known_in(
    *communities: str | None, roles: Iterable[str], buildings: Iterable[str] = ()
) -> dict[str, Any]:
    """What is told of a person who holds these roles and serves these buildings in communities."""
    roles, buildings = list(roles), list(buildings)
    return {
        "roles": roles,
        "buildings": buildings,
        "grants": [{"role": role, "community_id": one} for one in communities for role in roles],
        "serves": [
            {"building": name, "community_id": one} for one in communities for name in buildings
        ],
    }


def everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have what somebody holds or serves count in every community: for negative controls."""
    monkeypatch.setattr(Scope, "concerns", lambda *_: True)


def close_here(uow: UnitOfWork) -> None:
    """A service is told that the first community is closed."""
    facts = {
        "community_id": FIRST_COMMUNITY,
        "name": "观澜花园",
        "name_en": "Guanlan",
        "code": "GL",
    }
    put(uow, community_replica, facts | {"version": 1000, "closed": True})
    uow.change_recent()
