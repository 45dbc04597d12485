"""D03: phone numbers are masked, everywhere in the same way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.actor import Actor
from foundation.masking import mask_phone, may_look, phone_shown


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


def actor(*roles: str) -> Actor:
    return Actor(id="p", name="王芳", roles=frozenset(roles))


@pytest.mark.parametrize(
    ("roles", "own", "shown"),
    [
        (("resident",), True, "13812345678"),
        (("resident",), False, "138****5678"),
        (("steward",), True, "138****5678"),
        (("resident", "engineer"), True, "138****5678"),
    ],
)
def test_D03_a_number_is_whole_for_residents_whose_own_it_is(
    roles: tuple[str, ...], own: bool, shown: str
) -> None:
    assert phone_shown(actor(*roles), "13812345678", own=own) == shown
    assert phone_shown(actor(*roles), None, own=own) is None


@pytest.mark.parametrize(
    ("roles", "phone", "task", "may"),
    [
        (("steward",), "13812345678", False, True),
        (("engineer",), "13812345678", False, False),
        (("engineer",), "13812345678", True, True),
        (("steward",), None, True, False),
        (("resident",), "13812345678", True, False),
    ],
)
def test_D03_who_calls_or_has_the_task_may_look(
    roles: tuple[str, ...], phone: str | None, task: bool, may: bool
) -> None:
    assert may_look(actor(*roles), phone, callers={"steward"}, has_the_task=task) is may
