"""D03: phone numbers are masked, everywhere in the same way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.masking import mask_phone


@pytest.mark.parametrize(
    ("phone", "masked"),
    [
        ("13812345678", "138****5678"),
        ("+8613812345678", "+86*******5678"),
        ("02012345678", "020****5678"),
        ("62345678", "****5678"),
        ("8765432", "***5432"),
        ("12345", "*****"),
        ("", ""),
        (None, ""),
    ],
)
def test_D03_phone_keeps_head_and_tail_only(phone: str | None, masked: str) -> None:
    assert mask_phone(phone) == masked


@given(st.text("0123456789", min_size=1, max_size=20))
def test_D03_a_mask_never_shows_a_whole_number(phone: str) -> None:
    masked = mask_phone(phone)
    assert len(masked) == len(phone)
    assert masked.count("*") >= min(3, len(phone))
