"""D03: numbers are masked."""

from hypothesis import given
from hypothesis import strategies as st

from services.directory.identity.rules.masking import (
    mask_id_number,
    range_of_prefix,
    reversed_digits,
)


def test_D03_identity_number_keeps_two_places() -> None:
    assert mask_id_number("11010519491231002X") == "1****************X"
    assert mask_id_number(None) is None
    assert mask_id_number("12") == "**"


@given(st.text("0123456789", min_size=1, max_size=11), st.text("0123456789", max_size=11))
def test_D01_last_digits_are_found_by_a_range_and_nothing_else_is(end: str, phone: str) -> None:
    low, high = range_of_prefix(reversed_digits(end))
    stored = reversed_digits(phone)
    found = low <= stored and (high is None or stored < high)
    assert found == phone.endswith(end)
