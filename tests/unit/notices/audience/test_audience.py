"""Whom a notice is for: N03."""

import pytest

from services.notices.audience.rules import Candidate, addresses, staff_roles

HOMES = {
    "flat": Candidate("h1", "1栋", "residential", in_arrears=False),
    "owing": Candidate("h2", "2栋", "residential", in_arrears=True),
    "shop": Candidate("h3", "2栋", "shop", in_arrears=False),
}


@pytest.mark.parametrize(
    ("audience", "expected"),
    [
        ({"everyone": True}, {"flat", "owing", "shop"}),
        ({"buildings": ["2栋"]}, {"owing", "shop"}),
        ({"household_ids": ["h1"]}, {"flat"}),
        ({"unit_types": ["shop"]}, {"shop"}),
        ({"in_arrears": True}, {"owing"}),
        ({"in_arrears": False}, set()),
        ({"roles": ["resident"]}, {"flat", "owing", "shop"}),
        ({"roles": ["engineer"]}, set()),
        ({"buildings": ["1栋"], "unit_types": ["shop"]}, {"flat", "shop"}),
        ({"household_ids": ["h1"], "in_arrears": True}, {"flat", "owing"}),
    ],
)
def test_N03_an_audience_is_the_union_of_what_it_names(
    audience: dict[str, object], expected: set[str]
) -> None:
    assert {name for name, home in HOMES.items() if addresses(audience, home)} == expected


def test_N03_roles_address_staff_in_person_and_residents_by_household() -> None:
    assert staff_roles({"roles": ["engineer", "resident"]}) == {"engineer"}
