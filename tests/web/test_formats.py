"""Figures as people read them."""

import pytest

from gateway.web.formats import money, percent, quantity


@pytest.mark.parametrize(
    ("value", "shown"), [("89.4", "89.40%"), ("100", "100.00%"), ("0.00", "0.00%"), (None, "–")]
)
def test_every_rate_has_two_decimals(value: str | None, shown: str) -> None:
    assert percent(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("1509.3", "¥1,509.30"),
        ("-12", "−¥12.00"),
        ("0.00", "¥0.00"),
        ("1234567.89", "¥1,234,567.89"),
    ],
)
def test_amounts_have_two_decimals_and_a_sign_before_the_currency(value: str, shown: str) -> None:
    assert money(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [("82", "82"), ("1782", "1,782"), ("89.50", "89.5"), ("100", "100"), ("0.1250", "0.125")],
)
def test_quantities_have_no_zeros_at_their_end(value: str, shown: str) -> None:
    assert quantity(value) == shown
