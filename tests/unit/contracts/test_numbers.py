"""One reader of amounts and numbers: what a person would not write on a bill is none (B10)."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import Schema, ValidationError

from contracts import numbers
from contracts.billing.fields import UnitPrice
from contracts.billing.reading_sheets import ImportReadings
from contracts.complaints.fields import CategoryCode
from contracts.complaints.platform_import import ImportPlatform
from contracts.directory.communities import CommunityCode
from contracts.directory.company import CreditCode
from contracts.directory.imports import ImportHouseholds
from contracts.fields import Day, Quantity, Whole, Yuan
from contracts.policy_fields import TimeOfDay

NO_NUMBERS = (
    "1_000", "1_0.00", "5²", "½", "㊿", "1e3", "1E3", "+5", "Infinity", "-Infinity", "NaN",
    "sNaN", " 12", "12 ", "1 2", "\t12", "12\n", "٣", "৩", "Ⅻ", "①", "一百", "0x10", "0b1", "1.",
    ".5", "-.5", "-0", "-0.00", "--5", "5-", "1..2", "1.2.3", "1,5", "1,000", "1,000.00", "10,00",
    "１，０００", "１ｅ３", "＋５", "¥12", "12元", "$5", "12%", "", "-", ".",
    "12\u200b", "\u202e12", "1\u00a0000",
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
    assert set(text) <= set("0123456789.-０１２３４５６７８９．－")


WIDE = str.maketrans("0123456789.-", "０１２３４５６７８９．－")


@names
@pytest.mark.parametrize("written", ["0", "12", "2.80", "9007"])
def test_B10_full_width_digits_are_read_as_the_plain_ones(field: Any, written: str) -> None:
    if "." in written and isinstance(field, Whole):
        written = written.partition(".")[0]
    for typed in (written.translate(WIDE), written[0] + written[1:].translate(WIDE)):
        assert field.deserialize(typed) == field.deserialize(written)


@names
@pytest.mark.parametrize("written", ["99999999999999999999", "-99999999999999999999", "９" * 20])
def test_B10_a_number_of_too_many_digits_is_said_to_be_too_large(field: Any, written: str) -> None:
    with pytest.raises(ValidationError) as refused:
        field.deserialize(written)
    assert refused.value.messages in (["Number too large."], ["Amount is too large."])


@pytest.mark.parametrize(
    ("field", "typed", "meant"),
    [
        (CommunityCode(), "ＧＬ１", "GL1"),
        (CreditCode(), "９１３２０５００ＭＡ１Ｘ２Ｙ３Ｕ４Ｗ", "91320500MA1X2Y3U4W"),
        (CategoryCode(), "ｐａｒｋｉｎｇ＿２", "parking_2"),
        (TimeOfDay(), "０８：３０", "08:30"),
    ],
)
def test_B10_codes_are_read_in_half_width(field: Any, typed: str, meant: str) -> None:
    assert field.deserialize(typed) == meant


@pytest.mark.parametrize("kind", [ImportHouseholds, ImportPlatform, ImportReadings])
def test_an_empty_file_is_said_to_be_empty(kind: type[Schema]) -> None:
    assert kind().validate({"file": ""})["file"] == ["The file is empty."]


@pytest.mark.parametrize("text", ["２０２６-01-01", "2026-1-1", "2026-01-01\n", "٢٠٢٦-01-01"])
def test_a_day_is_written_in_plain_digits(text: str) -> None:
    with pytest.raises(ValidationError):
        Day().deserialize(text)
