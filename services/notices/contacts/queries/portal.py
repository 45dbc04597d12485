"""Who can see something in the portal: there a message is delivered only to somebody (B02, N04)."""

from collections.abc import Iterable
from datetime import datetime

from contracts.notices.templates import Purpose
from foundation import replica
from foundation.membership import OWNERS, Standing
from foundation.storage.unit_of_work import UnitOfWork

OWNERS_ONLY = frozenset(
    {
        Purpose.DUNNING_REMINDER,
        Purpose.DUNNING_MESSAGE,
        Purpose.BILL_ISSUED,
        Purpose.PAYMENT_RECEIVED,
    }
)
"""What a tenant does not read, where a message does not say whose it is: the owner's money."""


class Readers:
    """Who of some households and people can log in, read at once."""

    def __init__(
        self, uow: UnitOfWork, household_ids: Iterable[str], person_ids: Iterable[str] = ()
    ) -> None:
        wanted = list(dict.fromkeys(household_ids))
        homes = replica.households(uow, ids=wanted) if wanted else []
        residents = {home.household_id: home.residents for home in homes}
        named = [one.person_id for each in residents.values() for one in each if one.person_id]
        self._people = replica.people(uow, [*named, *person_ids])
        self._standings: dict[str, list[Standing]] = {
            household_id: [one.standing for one in each if self.person(one.person_id)]
            for household_id, each in residents.items()
        }

    def person(self, person_id: str | None) -> bool:
        """Whether a person can log in; of one who is not known here yet, it is believed."""
        known = self._people.get(person_id) if person_id else None
        if known is None:
            return person_id is not None
        return known.active and known.login is not False

    def household(
        self,
        household_id: str,
        purpose: Purpose = Purpose.NOTICE,
        side: str | None = None,
        since: datetime | None = None,
    ) -> bool:
        """Whether somebody of a household, or of this side since then, can log in and may read."""
        standings = self._standings.get(household_id, [])
        if side is None and purpose in OWNERS_ONLY:
            side = OWNERS
        if side is None:
            return bool(standings)
        return any(one.sees(side, None, since) for one in standings)

    def can_read(
        self,
        household_id: str | None,
        person_id: str | None,
        purpose: Purpose,
        side: str | None = None,
    ) -> bool:
        """Whether the household, or the person, would see it."""
        if household_id is not None:
            return self.household(household_id, purpose, side)
        return self.person(person_id)
