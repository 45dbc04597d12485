"""The homes of a community and who lives there; 观澜花园's 12 buildings have 851 flats, 40 shops.

Everything is drawn from one seed: each service's loader makes the same community for itself and
no two need to talk.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any

from contracts.directory.households import Relation, UnitType
from foundation.membership import OWNERS
from guanjia.demo.estates import Block, Estate, estate, key
from guanjia.demo.names import SHOPS, Invented

KEY_REASONS = ("独居老人", "行动不便", "大额账户")
FLAT_AREAS = ("89.50", "106.80", "118.25", "128.36", "143.20")


@dataclass(frozen=True)
class Resident:
    """A member of a household; `login` for the few who use the portal."""

    id: str
    name: str
    relation: Relation
    phone: str
    email: str | None
    login: str | None = None

    @property
    def person_id(self) -> str | None:
        """Who the member logs in as."""
        return key("person", self.login) if self.login else None


@dataclass(frozen=True)
class Home:
    """A household as the generator makes it."""

    id: str
    building: str
    unit: str
    floor: int
    unit_type: UnitType
    area_m2: Decimal
    billing_from: date
    vacant: bool
    two_person_visit: bool
    key_reason: str | None
    members: tuple[Resident, ...] = field(default=())

    @property
    def building_id(self) -> str:
        """Always the same for the same building."""
        return key("building", self.building)

    @property
    def owner(self) -> Resident:
        """The owner (业主)."""
        return self.members[0]

    @property
    def contact(self) -> Resident:
        """Who lives there and calls the desk: the tenant, else the owner."""
        tenants = (one for one in self.members if one.relation == Relation.TENANT)
        return next(tenants, self.owner)

    def event(self) -> dict[str, Any]:
        """The household as `household_changed` describes it, its first version."""
        return {
            "household_id": self.id,
            "version": 1,
            "building_id": self.building_id,
            "building": self.building,
            "unit": self.unit,
            "floor": self.floor,
            "unit_type": self.unit_type.value,
            "area_m2": self.area_m2,
            "owner_name": self.owner.name,
            "billing_from": self.billing_from,
            "vacant": self.vacant,
            "two_person_visit": self.two_person_visit,
            "owner_since": None,
            "members": [
                {
                    "id": member.id,
                    "side": member.id if member.relation == Relation.TENANT else OWNERS,
                    "sees_from": None,
                    "person_id": member.person_id,
                    "name": member.name,
                    "relation": member.relation.value,
                    "phone": member.phone,
                    "email": member.email,
                }
                for member in self.members
            ],
        }


def homes() -> tuple[Home, ...]:
    """All households of the community, by building and unit; of 观澜花园 891."""
    return homes_of(estate())


@cache
def homes_of(one: Estate) -> tuple[Home, ...]:
    """All households of a community that is told of."""
    random = Random(one.seed)  # noqa: S311 - nothing secret is drawn
    invented = Invented(random, one.phones)
    return tuple(
        home
        for number, block in enumerate(one.blocks)
        for home in (*flats(block, number, invented), *shops(block, number, invented))
    )


def flats(block: Block, number: int, invented: Invented) -> Iterator[Home]:
    """The flats of a building, entrance by entrance, from the ground up."""
    for entrance in range(1, block.entrances + 1):
        for floor in range(block.first, block.first + block.storeys):
            for door in range(1, block.per_floor + 1):
                unit = f"{entrance}-{floor}{door:02d}"
                if unit not in block.left_out:
                    area = FLAT_AREAS[(number + entrance + door) % len(FLAT_AREAS)]
                    yield flat(block, number, unit, floor, Decimal(area), invented)


def flat(
    block: Block, number: int, unit: str, floor: int, area: Decimal, invented: Invented
) -> Home:
    """A flat and who lives in it."""
    random = invented.random
    home = Home(
        id=key("household", f"{block.name} {unit}"),
        building=block.name,
        unit=unit,
        floor=floor,
        unit_type=UnitType.RESIDENTIAL,
        area_m2=area,
        billing_from=date(2019, 7, 1) + timedelta(days=92 * (number // 4)),
        vacant=random.random() < 0.05,
        two_person_visit=random.random() < 0.03,
        key_reason=random.choice(("独居老人", "行动不便", "大额账户"))
        if chance(random, 4)
        else None,
    )
    owner = resident(home, 1, invented.name(), Relation.OWNER, invented)
    members = [owner]
    if not home.vacant:
        if chance(random, 16):
            members.append(resident(home, 2, invented.name(), Relation.TENANT, invented))
        elif chance(random, 45):
            name = invented.name(owner.name[0])
            members.append(resident(home, 2, name, Relation.FAMILY, invented))
    if login := estate().logins.get((block.name, unit)):
        username, name = login
        members[0] = replace(owner, name=name, login=username, email=f"{username}@example.org")
        home = replace(home, vacant=False, two_person_visit=False)
        members = [one for one in members if one.relation != Relation.TENANT]
    return replace(home, members=tuple(members))


def shops(block: Block, number: int, invented: Invented) -> Iterator[Home]:
    """The shops at the foot of a building; most are let."""
    random = invented.random
    for door in range(1, block.shops + 1):
        home = Home(
            id=key("household", f"{block.name} S{door:02d}"),
            building=block.name,
            unit=f"S{door:02d}",
            floor=1,
            unit_type=UnitType.SHOP,
            area_m2=Decimal(random.randrange(3_500, 18_000)) / 100,
            billing_from=date(2019, 10, 1),
            vacant=chance(random, 8),
            two_person_visit=False,
            key_reason="大额账户" if chance(random, 10) else None,
        )
        members = [resident(home, 1, invented.name(), Relation.OWNER, invented)]
        if not home.vacant and chance(random, 70):
            trade = SHOPS[(number * 10 + door) % len(SHOPS)]
            name = f"{invented.name()}（{trade}）"
            members.append(resident(home, 2, name, Relation.TENANT, invented))
        yield replace(home, members=tuple(members))


def resident(home: Home, place: int, name: str, relation: Relation, invented: Invented) -> Resident:
    """A member of a household; two of three have an e-mail address."""
    phone = invented.phone()
    return Resident(
        id=key("member", f"{home.building} {home.unit} {place}"),
        name=name,
        relation=relation,
        phone=phone,
        email=f"u{phone[-4:]}@example.org" if chance(invented.random, 66) else None,
    )


def chance(random: Random, percent: int) -> bool:
    """True in so many of a hundred cases."""
    return random.randrange(100) < percent


def by_login() -> dict[str, Home]:
    """The households whose owners log in."""
    return {home.owner.login: home for home in homes() if home.owner.login is not None}
