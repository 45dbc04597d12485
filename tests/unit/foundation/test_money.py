"""Money is exact: one rounding, and shares that sum up."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.money import round_fen, split, yuan

fen = st.integers(min_value=-10_000_000, max_value=10_000_000).map(lambda n: Decimal(n) / 100)
weights = st.lists(st.integers(min_value=0, max_value=5_000), min_size=1, max_size=60).filter(any)


@pytest.mark.parametrize(
    ("exact", "rounded"),
    [
        ("0.005", "0.01"),
        ("0.0049", "0.00"),
        ("2.675", "2.68"),
        ("-0.005", "-0.01"),
        ("1", "1.00"),
    ],
)
def test_B09_half_a_fen_is_rounded_up(exact: str, rounded: str) -> None:
    assert str(round_fen(Decimal(exact))) == rounded


def test_B09_an_amount_keeps_two_decimals() -> None:
    assert str(yuan("12.3")) == "12.30"
    assert str(yuan(7)) == "7.00"


def test_B09_nothing_is_rounded_to_minus_zero() -> None:
    assert str(round_fen(Decimal("-0.001"))) == "0.00"


@pytest.mark.parametrize("text", ["1.234", "", "twelve", "NaN", "Infinity", "1,000.00"])
def test_B09_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="amount"):
        yuan(text)


@pytest.mark.parametrize("number", [1.10, True])
def test_B09_a_float_never_becomes_money(number: float) -> None:
    with pytest.raises(TypeError, match="never"):
        yuan(number)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("amount", "parts", "shares"),
    [
        ("100.00", [1, 1, 1], ["33.34", "33.33", "33.33"]),
        ("100.00", [1, 2], ["33.33", "66.67"]),
        ("0.05", [1, 1, 1, 1, 1, 1, 1, 1, 1, 1], ["0.00"] * 5 + ["0.01"] * 5),
        ("-100.00", [1, 1, 1], ["-33.34", "-33.33", "-33.33"]),
        ("0.00", [3, 4], ["0.00", "0.00"]),
        ("10.00", [0, 5], ["0.00", "10.00"]),
    ],
)
def test_B01_the_remainder_goes_to_the_largest_share(
    amount: str, parts: list[int], shares: list[str]
) -> None:
    assert [str(share) for share in split(Decimal(amount), parts)] == shares


@given(fen, weights)
def test_B01_shares_always_sum_up_and_never_change_sign(amount: Decimal, parts: list[int]) -> None:
    shares = split(amount, parts)
    assert sum(shares) == amount
    assert all(share * amount >= 0 for share in shares)


@pytest.mark.parametrize("parts", [[], [0, 0], [2, -1]])
def test_B01_weights_that_divide_nothing_are_refused(parts: list[int]) -> None:
    with pytest.raises(ValueError, match=r"weight|min"):
        split(Decimal("1.00"), parts)
