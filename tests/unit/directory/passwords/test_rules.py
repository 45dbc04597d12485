"""Which passwords are taken."""

from time import monotonic

import pytest

from contracts.directory.passwords import PasswordFlaw
from services.directory.passwords.rules import DEMO_PASSWORD, flaw_of


@pytest.mark.parametrize(
    "password",
    [
        "short",
        "aaaaaaaaaaaaaaa",
        "receptionist",
        "Receptionist",
        DEMO_PASSWORD,
        "",
        # known, sequences, repeats, rows of the keyboard
        "1234567890",
        "0987654321",
        "123456789a",
        "a123456789",
        "abcdefghijk",
        "qwertyuiop",
        "1q2w3e4r5t",
        "q1w2e3r4t5",
        "1qaz2wsx3edc",
        "qazwsxedcr",
        "asdfghjkl;",
        "password123",
        "P@ssw0rd123",
        "aaaabbbbcccc",
        "abcabcabcabc",
        "iloveyou1314",
        # figures alone: birthdays, telephones, identity numbers
        "1990010119900101",
        "13800138000",
        "110101199001011234",
        "5201314520",
        "1357924680",
        # habits here
        "woaini1314",
        "woaini5201314",
        "nihao123456",
        "zhangwei123",
        "wangfang888",
        "li19900101",
        "19900101ab",
        "lihong1990",
        # the user name, the company, the role
        "receptionist1",
        "Receptionist2026!",
        "tsinoitpecer99",
        "guanjia2026",
        "Guanjia@2026",
        "admin@2026!",
        "wuye123456",
        "guanjia-demo1",
    ],
)
def test_passwords_that_are_easy_to_guess_are_weak(password: str) -> None:
    assert flaw_of(password, "receptionist", 10)


@pytest.mark.parametrize(
    "password",
    ["蓝鲸 correct horse", "slow-river-Lantern-47", "Wohlfeil-77-Kranich", "门口的石榴树今年开了"],
)
def test_P03_a_password_that_nobody_guesses_is_taken(password: str) -> None:
    assert not flaw_of(password, "receptionist", 10)


def test_P03_a_long_password_is_judged_in_a_moment() -> None:
    begun = monotonic()
    flaw_of("a1b2C3d4" * 25, "receptionist", 10)
    assert monotonic() - begun < 2


OWN = ("张小明", "13812345678", "zhang.xm@example.com", "恒安物业", "Heng'an Property", "观澜花园")


@pytest.mark.parametrize(
    ("password", "flaw"),
    [
        ("short", PasswordFlaw.SHORT),
        ("aaaaaaaaaaaaaaa", PasswordFlaw.SHORT),
        ("19880808138", PasswordFlaw.FIGURES),
        ("password123", PasswordFlaw.KNOWN),
        (DEMO_PASSWORD, PasswordFlaw.KNOWN),
        ("张小明20240101!", PasswordFlaw.OWN),
        ("zhang.wei-1990", PasswordFlaw.OWN),
        ("恒安物业@20261130", PasswordFlaw.OWN),
        ("Property#12345678", PasswordFlaw.OWN),
        ("观澜花园138123", PasswordFlaw.OWN),
    ],
)
def test_P03_it_is_said_why_a_password_is_not_taken(password: str, flaw: PasswordFlaw) -> None:
    assert flaw_of(password, "zhang.wei", 10, OWN) == flaw


@pytest.mark.parametrize(
    "password", ["恒安物业张小明很好用啊", "锦绣前程似海深梧桐", "梧桐Lamp河2046"]
)
def test_P03_what_is_ones_own_is_known_of_oneself_only(password: str) -> None:
    """Negative control: without the words it would be taken."""
    taken = flaw_of(password, "li.lei", 5) is None
    known = flaw_of(password, "li.lei", 5, ("恒安物业张小明很好用啊",)) is PasswordFlaw.OWN
    assert taken and known is (password == "恒安物业张小明很好用啊")
