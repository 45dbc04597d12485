"""Where households and people can be reached, by channel."""

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property

from contracts.notices.channels import Channel
from foundation import replica
from foundation.membership import OWNERS
from foundation.storage.unit_of_work import UnitOfWork

BY_PHONE = frozenset({Channel.SMS, Channel.WECOM, Channel.DINGTALK})


class AddressBook:
    """Addresses of some households and people, read at once when the first is asked for: most of
    what is written goes to the portal and needs none.

    With `owners_only` a household's addresses are those of its owners (业主), who owe its fees.
    """

    def __init__(
        self,
        uow: UnitOfWork,
        household_ids: Iterable[str],
        person_ids: Iterable[str],
        *,
        owners_only: bool = False,
    ) -> None:
        self._uow = uow
        self._household_ids = list(dict.fromkeys(household_ids))
        self._person_ids = list(dict.fromkeys(person_ids))
        self._owners_only = owners_only

    @cached_property
    def _residents(self) -> dict[str, list[replica.Resident]]:
        wanted = self._household_ids
        homes = replica.households(self._uow, ids=wanted) if wanted else []
        return {home.household_id: home.residents for home in homes}

    @cached_property
    def _people(self) -> dict[str, replica.Person]:
        return replica.people(self._uow, self._person_ids)

    def addresses(
        self,
        household_id: str | None,
        person_id: str | None,
        channel: str,
        side: str | None = None,
        since: datetime | None = None,
    ) -> list[str]:
        """Addresses by a channel that needs one, each once: of a side, where one is named, and of
        whoever has been there since then (D06)."""
        field = "email" if channel == Channel.EMAIL else "phone"
        if household_id is not None:
            members = self._residents.get(household_id, [])
            found = [getattr(one, field) for one in members if self.meant(one, side, since)]
        else:
            person = self._people.get(person_id or "")
            found = [getattr(person, field, None)]
        return list(dict.fromkeys(address for address in found if address))

    def meant(self, one: replica.Resident, side: str | None, since: datetime | None) -> bool:
        """Whether a member is written to: of the owners' side the owners, of a tenant's all."""
        if side is not None:
            of_side = one.standing.sees(side, None, since)
            return of_side and (side != OWNERS or one.relation == OWNERS)
        came = one.standing.sees_from
        there = since is None or came is None or since >= came
        return there and (not self._owners_only or one.relation == OWNERS)

    def reachable(
        self,
        household_id: str | None,
        person_id: str | None,
        channels: Iterable[str],
        side: str | None = None,
        since: datetime | None = None,
    ) -> list[str]:
        """Those of the channels by which there is an address."""
        return [
            one for one in channels if self.addresses(household_id, person_id, one, side, since)
        ]
