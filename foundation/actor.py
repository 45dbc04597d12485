"""Who is acting: carried in the context of every call, checked by the service."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from foundation.errors import Forbidden, NotAuthenticated, NotFound, NotYourHousehold
from foundation.scope import ALL, FIRST_COMMUNITY, Scope
from foundation.standing import Standing

RESIDENT = "resident"
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
    """Where each of the roles is held; where nothing is said of it, in the first community."""

    def where(self, *roles: str) -> Scope:
        """The communities in which one of the roles is held."""
        grants = self.grants or {Grant(role, FIRST_COMMUNITY) for role in self.roles}
        held = {grant.community for grant in grants if grant.role in roles}
        return ALL if None in held else Scope.over(one for one in held if one)

    @property
    def scope(self) -> Scope:
        """The communities in which any role is held."""
        return self.where(*self.roles)

    @property
    def at_console(self) -> bool:
        """Whether somebody acts at the machine, under no login."""
        return self.id.startswith(CONSOLE)

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

    def require_household(self, household_id: str | None) -> None:
        """Raise `NotYourHousehold` for a resident of another household; staff pass."""
        if not self.is_staff and household_id not in self.household_ids:
            raise NotYourHousehold

    def require_sight(self, household_id: str | None) -> None:
        """Raise `NotFound` for a resident who has found what is another household's: the answer
        is that of what is not there, so that nobody learns which ids there are."""
        if not self.is_staff and household_id not in self.household_ids:
            raise NotFound

    @property
    def standing(self) -> tuple[Standing, ...]:
        """What the caller is to the own households: an owner, where the session does not say."""
        told = tuple(one for one in self.standings if one.household_id in self.household_ids)
        silent = self.household_ids - {one.household_id for one in told}
        return told + tuple(Standing(household_id) for household_id in sorted(silent))

    def standings_in(self, household_id: str | None) -> tuple[Standing, ...]:
        """What the caller is to one household; nothing, for staff and for strangers."""
        return tuple(one for one in self.standing if one.household_id == household_id)

    def sees(
        self,
        household_id: str | None,
        side: str | None,
        member_id: str | None,
        at: datetime | None,
    ) -> bool:
        """Whether a paper of a household is shown to the caller: staff see all."""
        mine = self.standings_in(household_id)
        return self.is_staff or any(one.sees(side, member_id, at) for one in mine)

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
        )


SYSTEM = Actor(
    id="system",
    name="系统",
    roles=frozenset({"system"}),
    grants=frozenset({Grant("system", None)}),
)
"""Deadlines and event handlers act as this."""
