"""One cleaning of texts, one form of telephone numbers: what nobody sees hides nothing (C08)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError

from contracts.fields import Phone, Text
from contracts.phone import phone_number
from contracts.text import cleaned, unfit, without_unfit

NOBODY_SEES = (
    "\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2060", "\u2063", "\ufeff", "\u00ad",
    "\u034f", "\u061c", "\u115f", "\u1160", "\u17b4", "\u180e", "\u180b", "\u2800", "\u3164",
    "\uffa0", "\ufe00", "\ufe0f", "\ufff9", "\U000e0020", "\U000e0100", "\U0001d173",
)  # fmt: skip
BLANKS = (" ", "\t", "\n", "\u3000", "\u00a0", "\u2003", "\r")
REFUSED = (
    "\x00", "\x07", "\x1b", "\x7f", "\x85", "\u2028", "\u2029", "\u202a", "\u202e", "\u2066",
    "\u2069", "\ud800", "\uffff",
)  # fmt: skip


@pytest.mark.parametrize("letter", [*NOBODY_SEES, *BLANKS], ids=ascii)
def test_D01_what_nobody_sees_alone_is_empty(letter: str) -> None:
    with pytest.raises(ValidationError):
        Text(required=True).deserialize(letter * 3)


@pytest.mark.parametrize("letter", NOBODY_SEES, ids=ascii)
def test_D01_what_nobody_sees_is_left_out(letter: str) -> None:
    assert Text().deserialize(f"{letter}王{letter}芳{letter}") == "王芳"


@pytest.mark.parametrize("letter", REFUSED, ids=ascii)
def test_D01_what_changes_how_a_text_is_read_is_refused(letter: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Text().deserialize(f"王{letter}芳")
    assert refused.value.messages == ["Contains control characters."]
    assert without_unfit(f"王{letter}芳") == "王芳"


@pytest.mark.parametrize(
    "text", ["👨‍👩‍👧 一家", "❤️ 谢谢", "第一行\n第二行\t缩进", "Ärger, naïve", "𠮷野", "①②"]
)
def test_D01_what_people_write_stays(text: str) -> None:
    assert Text().deserialize(text) == text


@given(st.text())
def test_D01_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert cleaned(cleaned(text)) == cleaned(text)
    assert not unfit(without_unfit(text))
    assert without_unfit(without_unfit(text)) == without_unfit(text)


GOOD_PHONES = {
    "13812345678": "13812345678",
    "+86 138-1234-5678": "13812345678",
    "008613812345678": "13812345678",
    "8613812345678": "13812345678",
    "１３８１２３４５６７８": "13812345678",
    "138\u200b1234\u20605678": "13812345678",
    "021-55556666": "02155556666",
    "（021）5555-6666": "02155556666",
    "0512-6555666": "05126555666",
    "+86 21 55556666": "02155556666",
    "021-55556666-801": "02155556666-801",
    "021 55556666转801": "02155556666-801",
    "0755-12345678 ext. 12": "075512345678-12",
    "400-123-4567": "4001234567",
    "400-810-8888-2": "4008108888-2",
    "800-810-8888": "8008108888",
}
BAD_PHONES = (
    "", "1234567890", "2155556666", "55556666", "12345678901", "12812345678", "138123456789",
    "1381234567", "021-555566", "021-555566667", "1.38E+10", "13812345678.0", "010",
    "+1 2125551234", "13812345678/13912345678", "13812345678-1", "1_3812345678", "٠٢١٥٥٥٥٦٦٦٦",
    "110", "0000000000", "013812345678", "#N/A", "无",
)  # fmt: skip


@pytest.mark.parametrize(("written", "number"), GOOD_PHONES.items())
def test_C02_a_telephone_number_has_one_form(written: str, number: str) -> None:
    assert Phone().deserialize(written) == number
    assert phone_number(number) == number


@pytest.mark.parametrize("written", BAD_PHONES)
def test_C02_what_is_no_telephone_number_is_refused(written: str) -> None:
    with pytest.raises(ValidationError):
        Phone().deserialize(written)
