"""One reader of amounts and numbers: what a person would not write on a bill is none (B10)."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError

from contracts import numbers
from contracts.billing.fields import UnitPrice
from contracts.fields import Day, Quantity, Whole, Yuan

NO_NUMBERS = (
    "1_000", "1_0.00", "１２３", "12３", "1e3", "1E3", "+5", "Infinity", "-Infinity", "NaN",
    "sNaN", " 12", "12 ", "1 2", "\t12", "12\n", "٣", "৩", "Ⅻ", "①", "一百", "0x10", "0b1", "1.",
    ".5", "-.5", "-0", "-0.00", "--5", "5-", "1..2", "1.2.3", "1,5", "1,000", "1,000.00", "10,00",
    "１．５", "¥12", "12元", "$5", "12%", "", "-", ".", "12\u200b", "\u202e12", "1\u00a0000",
    "2**3", "1/2", "9999999999999999999999999", "true", "0x", "1e999999999", "−5",
)  # fmt: skip
ZEROS_IN_FRONT = ("00", "0012", "01.50", "-012")
FIELDS = (Yuan(), UnitPrice(), Quantity(), Whole())
names = pytest.mark.parametrize("field", FIELDS, ids=lambda field: type(field).__name__)


@names
@pytest.mark.parametrize("written", NO_NUMBERS)
def test_B10_what_nobody_writes_on_a_bill_is_refused_everywhere(field: Any, written: str) -> None:
    with pytest.raises(ValidationError):
        field.deserialize(written)


@pytest.mark.parametrize("written", ZEROS_IN_FRONT)
def test_B10_zeros_in_front_stand_on_dials_only(written: str) -> None:
    for field in (Yuan(), UnitPrice(), Whole()):
        with pytest.raises(ValidationError):
            field.deserialize(written)
    if not written.startswith("-"):
        assert Quantity().deserialize(written) == Decimal(written)


@pytest.mark.parametrize(
    ("written", "amount"),
    [("0", "0.00"), ("12", "12.00"), ("12.3", "12.30"), ("12.30", "12.30"), ("-5.00", "-5.00")],
)
def test_B10_what_people_write_is_taken(written: str, amount: str) -> None:
    assert str(Yuan().deserialize(written)) == amount


@pytest.mark.parametrize("written", ["1.000", "1.005", "0.001"])
def test_B10_three_decimals_are_no_amount_even_when_they_are_zeros(written: str) -> None:
    """1.000 is a thousand to some."""
    with pytest.raises(ValidationError) as refused:
        Yuan().deserialize(written)
    assert refused.value.messages == ["At most two decimals."]


@names
@pytest.mark.parametrize("value", [True, 1.5, 2.7, 5.0, float("nan"), [], {}, [1], {"a": 1}])
def test_B10_what_is_no_text_is_not_guessed_at(field: Any, value: Any) -> None:
    with pytest.raises(ValidationError):
        field.deserialize(value)


@given(st.decimals(-1_000_000, 1_000_000, places=2, allow_nan=False))
def test_B10_what_is_shown_is_read_again(amount: Decimal) -> None:
    shown = Yuan().serialize("a", {"a": amount + 0})
    if shown != "-0.00":
        assert Yuan().deserialize(shown) == amount


@given(st.text(max_size=8))
def test_B10_whatever_is_read_was_written_in_plain_digits(text: str) -> None:
    try:
        numbers.reading(text)
    except ValueError:
        return
    assert set(text) <= set("0123456789.-")


@pytest.mark.parametrize("text", ["２０２６-01-01", "2026-1-1", "2026-01-01\n", "٢٠٢٦-01-01"])
def test_a_day_is_written_in_plain_digits(text: str) -> None:
    with pytest.raises(ValidationError):
        Day().deserialize(text)
