"""One place, one key: its many spellings come to it, and what is no place is named (D01, P01)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.places import NoPlace, Place, key_of, place
from tests.unit.directory.household_sheet.test_document import rows

ONE = Place("2栋", "1-101")
SPELLINGS = (
    ("2", "1-101", ""),
    ("2栋", "1单元101", ""),
    ("２", "１－１０１", ""),
    ("2", "01-101", ""),
    ("2", "1-0101", ""),
    ("02", "1单元0101号房", ""),
    ("2号楼", "1单元101室", ""),
    ("2#", "101", "1"),
    ("2", "101", "1单元"),
    ("2", "101室", "01"),
    ("2", "0101", "第1单元"),
    ("2", "1-101", "1"),
    ("2", "2-1-101", ""),
    ("2", "2#1-101", ""),
    ("2", "2栋1单元101", ""),
    ("2", "2栋-1-101", ""),
    ("2栋1单元", "101", ""),
    ("2栋1单元", "101", "1"),
    ("二栋", "一单元101", ""),
    ("二号楼", "101", "一单元"),
    ("2座", "1 — 101", ""),
    ("2幢", "1/101", ""),
    ("2", "1_101", ""),
    (" 2 ", " 1 单元 101 ", ""),
    ("2\u200b", "1-\u2060101", ""),
    ("2", "1－101号", ""),
    ("2", "1门101", ""),
    ("2", "1-101户", ""),
)


@pytest.mark.parametrize(("building", "unit", "entrance"), SPELLINGS)
def test_P01_one_place_has_one_label_and_one_key(building: str, unit: str, entrance: str) -> None:
    assert place(building, unit, entrance) == ONE
    assert place(building, unit, entrance).key == ONE.key
    assert key_of(ONE.building, ONE.unit) == ONE.key


@pytest.mark.parametrize(
    ("building", "unit", "is_place"), rows("| building | unit | is the place of |")
)
def test_P01_other_names_are_the_place_that_the_page_says(
    building: str, unit: str, is_place: str
) -> None:
    assert place(building, unit).key == key_of(*is_place.split(" "))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("2", "1-101"), ("2", "101")),
        (("2", "1-101"), ("2", "11-101")),
        (("2", "1-101"), ("2", "1-1010")),
        (("2", "1-101"), ("21", "101")),
        (("2", "1-101"), ("2", "1-101A")),
        (("A座", "101"), ("B座", "101")),
        (("2", "S1"), ("2", "S10")),
        (("2", "S1"), ("2", "1")),
        (("2", "101-1"), ("2", "101")),
        (("2", "-101"), ("2", "101")),
        (("2", "2-101-1"), ("2", "101-1")),
        (("2", "12-101"), ("2", "1-2101")),
        (("一区2", "101"), ("二区2", "101")),
        (("10", "101"), ("1", "101")),
        (("2", "B101"), ("2", "101")),
    ],
)
def test_P01_other_places_are_others(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert place(*one).key != place(*other).key


@pytest.mark.parametrize(
    ("said", "field", "code"),
    [
        (("2", "1-101", "2"), "entrance", "other_entrance"),
        (("2栋1单元", "2-101", ""), "entrance", "other_entrance"),
        (("2", "3#1-101", ""), "unit", "other_building"),
        (("2", "3栋1单元101", ""), "unit", "other_building"),
        (("2", "2月1日", ""), "unit", "became_date"),
        (("2", "2026-02-01 00:00:00", ""), "unit", "became_date"),
        (("2", "2026-02-0100:00:00", ""), "unit", "became_date"),
        (("2", "2026/2/1", ""), "unit", "became_date"),
        (("2", "1-Feb", ""), "unit", "became_date"),
        (("2", "Feb-01", ""), "unit", "became_date"),
        (("2月1日", "101", ""), "building", "became_date"),
        (("2", "101", "2月1日"), "entrance", "became_date"),
        (("2", "101", "东边"), "entrance", "no_entrance"),
        (("2", "-", ""), "unit", "no_room"),
        (("2", "\u200b", ""), "unit", "no_room"),
        (("2", "1单元", ""), "unit", None),
    ],
)
def test_P01_what_is_no_place_is_named(
    said: tuple[str, str, str], field: str, code: str | None
) -> None:
    if code is None:
        assert place(*said).unit == "1单元"  # a name like any other: nothing is guessed
        return
    with pytest.raises(NoPlace) as refused:
        place(*said)
    assert (refused.value.field, refused.value.code) == (field, code)


PARTS = st.text(
    "0123456789一二十百ABSs栋号楼座幢单元商铺室房门层-－#/. \u200b", min_size=1, max_size=8
)


@given(PARTS, PARTS)
def test_P01_the_label_of_a_place_names_the_same_place(building: str, unit: str) -> None:
    """So that what stands in the archive is found by what the archive shows."""
    try:
        found = place(building, unit)
    except NoPlace:
        return
    assert key_of(found.building, found.unit) == found.key
