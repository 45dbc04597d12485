"""The policy of a service as its managers have it, with what a contract says of it (P05)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from marshmallow import fields
from sqlalchemy import Select

from foundation import owned, policy
from foundation.errors import NotFound, Said
from foundation.owned import COMMUNITIES
from foundation.storage.unit_of_work import UnitOfWork


class ValueContract(Protocol):
    """What a contract says of a policy value (`contracts.policy.PolicyValue`)."""

    @property
    def field(self) -> fields.Field[Any]:
        """What it may hold."""

    @property
    def roles(self) -> frozenset[Any]:
        """Who may change it."""

    @property
    def of_company(self) -> bool:
        """Whether it is the company's alone."""

    @property
    def effects(self) -> tuple[Any, ...]:
        """What a change does to what is there."""

    @property
    def subject(self) -> Any:
        """What it is about."""

    @property
    def right(self) -> Any:
        """What kind of right it takes to change it."""

    @property
    def word(self) -> Any:
        """What it is called."""

    @property
    def meaning(self) -> Any:
        """What it means."""

    @property
    def unit(self) -> Any:
        """In what it is counted."""

    @property
    def weakens(self) -> Callable[[Any, Any], bool] | None:
        """Whether from one value to another it becomes easier to get in."""


@dataclass(frozen=True)
class Weakened:
    """A change that makes it easier to get in, and from when it holds (P03)."""

    change_id: str
    name: str
    before: Any
    after: Any
    holds_from: datetime


def nobody_told(_uow: UnitOfWork, _change: Weakened) -> None:
    """What a policy does where none of its values lets anybody in."""


Count = Callable[[UnitOfWork, str, Any], int]
"""How many the change of a value to a policy concerns, of what is in scope."""


def number_of(statement: Select[Any]) -> Count:
    """What a statement counts."""
    return lambda uow, _name, _policy: int(uow.rows(statement)[0][0])


@dataclass(frozen=True)
class Administered:
    """The policy of a service, as its managers have it."""

    cls: type[Any]
    values: Mapping[str, ValueContract]
    said: Callable[[Any, Any], Any]
    """Words of a value (`contracts.policy_words.said`)."""
    kept: Callable[[Any, Any], Any]
    """A value as it is kept (`contracts.policy_fields.kept`)."""
    counts: Mapping[Any, Count] = field(default_factory=dict)
    """How many each effect concerns."""
    communities: Select[Any] = COMMUNITIES
    """Id, code and name of each community that the service knows."""
    weakened: Callable[[UnitOfWork, Weakened], None] = nobody_told
    """Tells whoever may withdraw a change that makes it easier to get in."""

    def value(self, name: str) -> ValueContract:
        """One value; raise `NotFound` where there is none of that name."""
        if name not in self.values:
            raise NotFound(field="name")
        return self.values[name]


@dataclass(frozen=True)
class Words:
    """Says names and values of a policy, in both languages."""

    of: Administered
    places: Mapping[str, str]

    def name(self, name: str) -> Said:
        """What a value is called."""
        return Said(*self.of.values[name].word[:2])

    def value(self, name: str, value: Any) -> Said:
        """What it is set to."""
        return Said(*self.of.said(self.of.values[name], policy.thawed(value))[:2])

    def place(self, community: str) -> Said:
        """What a community is called."""
        called = self.places.get(community, community)
        return Said(called, called)


def communities(uow: UnitOfWork, of: Administered) -> dict[str, Any]:
    """All communities by id, the first one first."""
    return owned.communities(uow, of.communities)


def say(uow: UnitOfWork, of: Administered) -> Words:
    """The words of a policy and of the communities."""
    return Words(of, {one.id: one.name or one.code for one in communities(uow, of).values()})
