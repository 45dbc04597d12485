"""Where a message is about: what it says, else where whoever wrote it lives (X16)."""

import re
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

SPOTS: Final = (
    ("车库", "地下车库", "地库", "停车场"),
    ("东门",), ("南门",), ("西门",), ("北门",),
    ("花园", "中心花园"), ("广场", "中心广场"),
    ("游乐区", "儿童游乐", "游乐场", "儿童乐园", "滑梯"),
    ("健身区", "健身器材", "健身"), ("垃圾房", "垃圾站"), ("会所",), ("泳池", "游泳池"),
    ("快递柜", "丰巢", "快递驿站"), ("消防通道", "消防车道", "消防道"), ("充电棚", "车棚"),
    ("商铺", "底商", "商业街"),
)  # fmt: skip
"""Public places, each by what it is called."""
DIGITS: Final = "一二三四五六七八九"
CHINESE: Final = str.maketrans(DIGITS, "123456789")
BUILDING: Final = re.compile(rf"([0-9]{{1,3}}|[{DIGITS}]|十[{DIGITS}]?)(?:号楼|栋|幢|座)")
ALIKE: Final = 80
"""From how many of 100 two descriptions of a place are of the same one."""


@dataclass(frozen=True)
class Place:
    """Where something is: buildings and public places that are named, or words for one."""

    buildings: frozenset[str]
    spots: frozenset[str]
    words: str = ""


def place_of(text: str, place: str | None = None, building: str | None = None) -> Place:
    """Where a message is about. A public place or a building that it names goes before the
    building in which its household lives."""
    named = f"{place or ''} {text}"
    spots = frozenset(names[0] for names in SPOTS if any(name in named for name in names))
    named_building = buildings = buildings_in(named)
    if not (spots or buildings or place):
        buildings = buildings_in(building or "") or frozenset({building} if building else ())
    return Place(buildings, spots, "" if spots or named_building else place or "")


def buildings_in(text: str) -> frozenset[str]:
    """Buildings that a text names, by their number."""
    return frozenset(number_of(found) for found in BUILDING.findall(text))


def number_of(written: str) -> str:
    """`3` of 3 or 三, `12` of 十二."""
    if written.startswith("十"):
        return "1" + (written[1:].translate(CHINESE) or "0")
    return written.translate(CHINESE)


def agree(one: Place, other: Place) -> bool | None:
    """Whether two are the same place; None: one of them says too little."""
    if one.words and other.words:
        return fuzz.partial_ratio(one.words, other.words) >= ALIKE
    if (one.words and other.spots) or (other.words and one.spots):
        return False
    if unsaid(one) or unsaid(other):
        return None
    if one.spots or other.spots:
        apart = one.buildings and other.buildings and not one.buildings & other.buildings
        return bool(one.spots & other.spots) and not apart
    return bool(one.buildings & other.buildings) if one.buildings and other.buildings else None


def unsaid(place: Place) -> bool:
    """Whether it names neither a building nor a public place that is known."""
    return not (place.buildings or place.spots)
