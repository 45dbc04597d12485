"""D01: one building, one unit, one name."""

import pytest

from contracts.places import canonical_building, canonical_unit, floor_of, room_of
from foundation.natural_sort import natural_key


@pytest.mark.parametrize("typed", ["3", "3栋", "03号楼", "3幢", "3#", " 3 栋 ", "３号楼", "3座"])
def test_D01_a_building_has_one_name_however_it_is_typed(typed: str) -> None:
    assert canonical_building(typed) == "3栋"


def test_D01_a_building_with_a_name_keeps_it() -> None:
    assert canonical_building("商业街 A座") == "商业街A座"


@pytest.mark.parametrize(
    "typed", ["2-1001", "2单元1001室", "2－1001", "2单元1001", "2-1001室", "2/1001"]
)
def test_D01_a_unit_has_one_name_however_it_is_typed(typed: str) -> None:
    assert canonical_unit(typed) == "2-1001"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2 201", "2-201"), ("2.201", "2-201"), ("2 单元 201", "2-201"), ("贰单元201", "2-201"),
        ("0-201", "201"), ("0单元201", "201"), ("10 01", "1001"), ("S 01", "S01"),
    ],
)  # fmt: skip
def test_D01_what_parts_an_entrance_from_its_room_is_not_lost(typed: str, meant: str) -> None:
    assert canonical_unit(typed) == meant


def test_D01_a_shop_is_named_in_capitals() -> None:
    assert canonical_unit("s01") == "S01"


@pytest.mark.parametrize(
    ("unit", "floor"),
    [("2-1001", 10), ("305", 3), ("1-12", 1), ("S01", 1), ("9" * 30, 1)],
)
def test_D01_the_room_tells_the_floor(unit: str, floor: int) -> None:
    assert floor_of(unit) == floor


def test_D01_the_room_is_the_end_of_the_unit() -> None:
    assert room_of("2-1001") == "1001"
    assert room_of("S01") == "S01"


def test_D01_units_sort_as_people_count() -> None:
    places = [("10栋", "1-101"), ("2栋", "1-1001"), ("2栋", "1-201"), ("2栋", "S01")]
    ordered = sorted(places, key=lambda place: natural_key(*place))
    assert ordered == [("2栋", "1-201"), ("2栋", "1-1001"), ("2栋", "S01"), ("10栋", "1-101")]
