"""What somebody is to a household: whose papers they see there, and from when (D06, B19).

Papers belong to a side of a household: the owners with their family, or each tenant with theirs.
Whoever comes sees nothing from before; whoever leaves sees nothing any more.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

OWNERS = "owner"
"""The side of the owners and their family; that of a tenant is named by the tenant's id."""
NOBODY = "nobody"
"""The side of what no resident sees, because nobody knows whose it is."""


@dataclass(frozen=True)
class Standing:
    """One entry of a person in a household."""

    household_id: str
    member_id: str | None = None
    side: str = OWNERS
    sees_from: datetime | None = None
    """None: all that the side has."""

    def sees(self, side: str | None, member_id: str | None, at: datetime | None) -> bool:
        """Whether a paper of this household is shown: one's own always, the side's since then."""
        if member_id is not None and member_id == self.member_id:
            return True
        if side != self.side:
            return False
        return self.sees_from is None or at is None or at >= self.sees_from

    def to_claims(self) -> dict[str, Any]:
        """As JSON carries it."""
        since = self.sees_from
        return {**vars(self), "sees_from": since.isoformat() if since else None}

    @classmethod
    def from_claims(cls, claims: Mapping[str, Any]) -> "Standing":
        """Read what `to_claims` made."""
        since = claims.get("sees_from")
        return cls(
            household_id=claims["household_id"],
            member_id=claims.get("member_id"),
            side=claims.get("side") or OWNERS,
            sees_from=datetime.fromisoformat(since) if isinstance(since, str) else since,
        )
