"""Who is acting: carried in the context of every call, checked by the service."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from foundation.errors import Forbidden, NotAuthenticated, NotYourHousehold

RESIDENT = "resident"


@dataclass(frozen=True)
class Actor:
    """A person (or `SYSTEM`) with the roles and households the session was opened with."""

    id: str
    name: str
    roles: frozenset[str]
    household_ids: frozenset[str] = frozenset()
    request_id: str = ""
    language: str = "zh"
    idempotency_key: str | None = None
    if_match: str | None = field(default=None)

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

    def to_context(self) -> dict[str, str]:
        """The RPC context of this actor: plain strings."""
        claims = {
            "id": self.id,
            "name": self.name,
            "roles": sorted(self.roles),
            "household_ids": sorted(self.household_ids),
        }
        context = {"actor": json.dumps(claims), "language": self.language}
        for key in ("request_id", "idempotency_key", "if_match"):
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
            request_id=context.get("request_id") or "",
            language=context.get("language") or "zh",
            idempotency_key=context.get("idempotency_key"),
            if_match=context.get("if_match"),
        )


SYSTEM = Actor(id="system", name="系统", roles=frozenset({"system"}))
"""Deadlines and event handlers act as this."""
