"""Where households and people can be reached, by channel."""

from collections.abc import Iterable
from typing import Any

from contracts.notices.codes import Channel
from foundation import replica
from foundation.storage.unit_of_work import UnitOfWork

BY_PHONE = frozenset({Channel.SMS, Channel.WECOM, Channel.DINGTALK})


class AddressBook:
    """Addresses of some households and people, read at once.

    With `owners_only` a household's addresses are those of its owners (业主), who owe its fees.
    """

    def __init__(
        self,
        work: UnitOfWork,
        household_ids: Iterable[str],
        person_ids: Iterable[str],
        *,
        owners_only: bool = False,
    ) -> None:
        wanted = list(dict.fromkeys(household_ids))
        self._members: dict[str, list[dict[str, Any]]] = {
            home.household_id: [
                member
                for member in home.members
                if not owners_only or member["relation"] == "owner"
            ]
            for home in (replica.households(work, ids=wanted) if wanted else [])
        }
        self._people = replica.people(work, person_ids)

    def addresses(self, household_id: str | None, person_id: str | None, channel: str) -> list[str]:
        """Addresses by a channel that needs one, each once."""
        field = "email" if channel == Channel.EMAIL else "phone"
        if household_id is not None:
            found = [member.get(field) for member in self._members.get(household_id, [])]
        else:
            person = self._people.get(person_id or "")
            found = [getattr(person, field, None)]
        return list(dict.fromkeys(address for address in found if address))

    def reachable(
        self, household_id: str | None, person_id: str | None, channels: Iterable[str]
    ) -> list[str]:
        """Those of the channels by which there is an address."""
        return [one for one in channels if self.addresses(household_id, person_id, one)]
