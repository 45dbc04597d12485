"""What people of the demo community have: vehicles, cards, pets; and notes on households."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any

from contracts.directory.access_cards import CardKind, CardStatus
from contracts.directory.households import Relation
from contracts.directory.pets import PetKind
from contracts.directory.vehicles import PlateKind
from foundation.clock import local_date
from foundation.membership import OWNERS
from guanjia.demo.community import Home, chance, homes
from guanjia.demo.estates import estate, key
from guanjia.demo.past import Past
from guanjia.demo.staff import member
from services.directory.holdings.tables import AccessCard, Pet, Vehicle
from services.directory.household_notes.tables import HouseholdNote

COLOURS = ("白", "黑", "灰", "银", "蓝", "红")
BREEDS = {PetKind.DOG: ("柯基", "贵宾犬", "金毛"), PetKind.CAT: ("英短", "橘猫")}
NOTES = ("听力不好，请敲门重一些", "白天上班，晚上七点后联系", "家有婴儿，施工前请提前告知")
DESK = "receptionist"


def rows(past: Past) -> list[tuple[Any, list[dict[str, Any]]]]:
    """The rows by table; the same in every demonstration of a day."""
    made: dict[Any, list[dict[str, Any]]] = {
        one: [] for one in (Vehicle, AccessCard, Pet, HouseholdNote)
    }
    random = Random(estate().seed)  # noqa: S311 - nothing secret is drawn
    for number, home in enumerate(homes()):
        if home.vacant:
            continue
        for model, facts in things(random, number):
            made[model].append(owned(past, home, model, len(made[model])) | facts)
        if chance(random, 6):
            made[HouseholdNote].append(note(past, home, random))
    return list(made.items())


def things(random: Random, number: int) -> Iterator[tuple[Any, dict[str, Any]]]:
    """What whoever lives in the home has."""
    yield AccessCard, card(number + 1)
    if chance(random, 55):
        electric = chance(random, 35)
        plate = f"粤B{'D' if electric else random.choice('ABEFGHKL')}{random.randrange(10_000):04}"
        plate += str(random.randrange(10)) if electric else random.choice("0123456789QXY")
        yield (
            Vehicle,
            {
                "plate": plate,
                "plate_reversed": plate[::-1],
                "plate_kind": PlateKind.NEW_ENERGY if electric else PlateKind.ORDINARY,
                "colour": random.choice(COLOURS),
                "parking_space": f"B1-{number % 400 + 1:03}",
            },
        )
    if chance(random, 12):
        kind = random.choice(tuple(BREEDS))
        licence = f"SZ-{random.randrange(100_000):05}" if kind == PetKind.DOG else None
        yield Pet, {"kind": kind, "breed": random.choice(BREEDS[kind]), "registration": licence}


def card(number: int) -> dict[str, Any]:
    """A door card that is in use."""
    return {
        "kind": CardKind.DOOR_CARD,
        "number": f"{number:05}",
        "status": CardStatus.OUT,
    }


def owned(past: Past, home: Home, model: Any, number: int) -> dict[str, Any]:
    """What all of it has: it is the tenant's where there is one, else the owner's."""
    tenant = next((one for one in home.members if one.relation == Relation.TENANT), None)
    whose = tenant or home.members[0]
    since = past.days_ago(110)
    row = {
        "id": key(model.__tablename__, str(number)),
        "household_id": home.id,
        "member_id": whose.id,
        "side": whose.id if tenant else OWNERS,
        "since": since,
        "until": None,
        "version": 1,
    }
    return row | ({"issued_on": local_date(since)} if model is AccessCard else {})


def note(past: Past, home: Home, random: Random) -> dict[str, Any]:
    """What the desk has noted."""
    desk = member(DESK)
    return {
        "id": key("note", home.id),
        "household_id": home.id,
        "at": past.days_ago(60) + timedelta(hours=random.randrange(8)),
        "by_id": desk.id,
        "by": desk.name,
        "text": random.choice(NOTES),
        "important": chance(random, 40),
        "until": None,
        "version": 1,
    }
