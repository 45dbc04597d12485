"""Who is acting: carried in the context of every call, checked by the service."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from foundation.errors import Forbidden, KeyScopeMissing, NotAuthenticated, PeopleOnly
from foundation.membership import Standing
from foundation.scope import FIRST_COMMUNITY, Scope, Sight

RESIDENT = "resident"
SYSTEM_ROLE = "system"
CONSOLE = "console:"
"""So the ids of those begin who act at the machine's console."""


class Grant(NamedTuple):
    """A role (角色) as somebody holds it: in a community, or for the whole company (P01)."""

    role: str
    community: str | None
    """Id of the community; None: of all."""


@dataclass(frozen=True)
class Actor:
    """A person (or `SYSTEM`) with the roles and households the session was opened with."""

    id: str
    name: str
    roles: frozenset[str]
    household_ids: frozenset[str] = frozenset()
    standings: tuple[Standing, ...] = ()
    """What the person is to each of the households (D06); see `standing`."""
    request_id: str = ""
    language: str = "zh"
    idempotency_key: str | None = None
    if_match: str | None = field(default=None)
    session: str = ""
    """The login that is acted under; empty for the system and its console."""
    grants: frozenset[Grant] = frozenset()
    """Where each of the roles is held; where nothing is said of any, in the first community."""
    scopes: frozenset[str] | None = None
    """What a program's key reaches of that (P06), such as `billing:read`; None: it is a person, or
    the system, and all of it."""

    @property
    def held(self) -> frozenset[Grant]:
        """Each role that is held, where it is."""
        return self.grants or frozenset(Grant(role, FIRST_COMMUNITY) for role in self.roles)

    def communities(self, *roles: str) -> frozenset[str] | None:
        """Ids of the communities in which one of the roles is held; None: in all."""
        held = {grant.community for grant in self.held if grant.role in roles}
        return None if None in held else frozenset(one for one in held if one)

    def where(self, *roles: str) -> Scope:
        """The communities in which one of the roles is held, and in those in which it is that of a
        resident alone, what is the own."""
        whole = self.communities(*(role for role in roles if role != RESIDENT))
        if whole is None:
            return Scope(None)
        homes = self.communities(*(role for role in roles if role == RESIDENT))
        if homes is None:
            return Scope(None, sight=Sight(self.id, self.standing, whole))
        sight = None if homes <= whole else Sight(self.id, self.standing, whole)
        return Scope.over(whole | homes, sight)

    def only(self, about: Scope) -> "Actor":
        """The same person as one who holds nothing outside a scope."""
        if about.communities is None:
            return self
        here = frozenset(
            Grant(grant.role, one)
            for grant in self.held
            for one in about.communities
            if grant.community in (None, one)
        )
        return replace(self, roles=self.roles & {grant.role for grant in here}, grants=here)

    def within(self, scope: Scope) -> "Actor":
        """The same person where a unit is, with the roles that are held there; where it has entered
        no community yet, with those that are held in each of several."""
        here = {scope.community} if scope.community else scope.communities
        held = frozenset(
            role
            for role in self.roles
            if (there := self.communities(role)) is None or (here is not None and here <= there)
        )
        return self if held == self.roles else replace(self, roles=held)

    @property
    def scope(self) -> Scope:
        """The communities in which any role is held."""
        return self.where(*self.roles)

    @property
    def at_console(self) -> bool:
        """Whether somebody acts at the machine, under no login."""
        return self.id.startswith(CONSOLE)

    @property
    def is_program(self) -> bool:
        """Whether a program acts, by a key (P06)."""
        return self.scopes is not None

    def require_reach(self, scope: str | None) -> None:
        """Raise `PeopleOnly` or `KeyScopeMissing` to a program whose key does not reach what needs
        a scope; None: no key does."""
        if self.scopes is None:
            return
        if scope is None:
            raise PeopleOnly
        if scope not in self.scopes:
            raise KeyScopeMissing(scope=scope)

    def reaches(self, scope: str | None) -> bool:
        """Whether `require_reach` lets it pass."""
        return self.scopes is None or scope in self.scopes

    @property
    def acts_for_all(self) -> bool:
        """Whether it is the system, which does its work in one community after the other."""
        return self.has(SYSTEM_ROLE)

    @property
    def is_staff(self) -> bool:
        """Whether any role beyond that of a resident is held."""
        return bool(self.roles - {RESIDENT})

    def has(self, *roles: str) -> bool:
        """Whether one of the roles is held."""
        return not self.roles.isdisjoint(roles)

    def require(self, *roles: str) -> None:
        """Raise `Forbidden` unless one of the roles is held."""
        if not self.has(*roles):
            raise Forbidden

    @property
    def standing(self) -> tuple[Standing, ...]:
        """What the caller is to the own households: an owner, where the session does not say."""
        known = tuple(one for one in self.standings if one.household_id in self.household_ids)
        silent = self.household_ids - {one.household_id for one in known}
        return known + tuple(Standing(household_id) for household_id in sorted(silent))

    def standings_in(self, household_id: str | None) -> tuple[Standing, ...]:
        """What the caller is to one household; nothing, for staff and for strangers."""
        return tuple(one for one in self.standing if one.household_id == household_id)

    def to_context(self) -> dict[str, str]:
        """The RPC context of this actor: plain strings."""
        claims: dict[str, Any] = {
            "id": self.id,
            "name": self.name,
            "roles": sorted(self.roles),
            "household_ids": sorted(self.household_ids),
        }
        if self.grants:
            claims["grants"] = sorted(self.grants, key=str)
        if self.scopes is not None:
            claims["scopes"] = sorted(self.scopes)
        if self.standings:
            claims["standings"] = [one.to_claims() for one in self.standings]
        context = {"actor": json.dumps(claims), "language": self.language}
        for key in ("request_id", "idempotency_key", "if_match", "session"):
            if value := getattr(self, key):
                context[key] = value
        return context

    @classmethod
    def from_context(cls, context: Mapping[str, Any]) -> "Actor":
        """Read the actor from a call's context; raise `NotAuthenticated` where there is none."""
        if "actor" not in context:
            raise NotAuthenticated
        claims = json.loads(context["actor"])
        return cls(
            id=claims["id"],
            name=claims["name"],
            roles=frozenset(claims["roles"]),
            household_ids=frozenset(claims["household_ids"]),
            standings=tuple(map(Standing.from_claims, claims.get("standings", ()))),
            request_id=context.get("request_id") or "",
            language=context.get("language") or "zh",
            idempotency_key=context.get("idempotency_key"),
            if_match=context.get("if_match"),
            session=context.get("session") or "",
            grants=frozenset(Grant(*one) for one in claims.get("grants", ())),
            scopes=frozenset(claims["scopes"]) if "scopes" in claims else None,
        )


SYSTEM = Actor(
    id="system",
    name="系统",
    roles=frozenset({SYSTEM_ROLE}),
    grants=frozenset({Grant(SYSTEM_ROLE, None)}),
)
"""Deadlines and event handlers act as this."""
