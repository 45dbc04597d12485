"""Whose a case of a household is: of the side whose member lodged it, or for whom it was (D06)."""

from typing import Any

from foundation.actor import Actor
from foundation.membership import NOBODY, OWNERS
from foundation.replica.queries import TENANT, Household, Resident


def belonging(
    home: Household | None, actor: Actor, name: str | None, phone: str | None
) -> dict[str, Any]:
    """`side` and `member_id` of what somebody brings about a household.

    A resident's is the resident's. What staff take down is of the member with this number or, else,
    this name; of somebody else it is the owners', unless there are tenants: then nobody knows.
    """
    if home is None:
        return {"side": NOBODY, "member_id": None}
    for standing in actor.standings_in(home.household_id):
        return {"side": standing.side, "member_id": standing.member_id}
    if found := contact(home, name, phone):
        return {"side": found.standing.side, "member_id": found.member_id}
    let = any(one.relation == TENANT for one in home.residents)
    return {"side": NOBODY if let else OWNERS, "member_id": None}


def contact(home: Household, name: str | None, phone: str | None) -> Resident | None:
    """The member whom a name and a number mean: both, else the number, else the name."""
    by_phone = [one for one in home.residents if phone and one.phone == phone]
    by_name = [one for one in home.residents if name and one.name == name]
    both = [one for one in by_phone if one in by_name]
    return next(iter(both + by_phone + by_name), None)
