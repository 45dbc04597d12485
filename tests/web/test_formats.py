"""Figures as people read them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest
from flask import Flask

from gateway.web.formats import day, full_moment, moment, money, percent, quantity


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


NIGHT = datetime(2021, 11, 2, 17, 30, tzinfo=UTC)
"""Half past one on the third, in Shanghai."""


@pytest.mark.parametrize(
    "written",
    [NIGHT, NIGHT.isoformat(), NIGHT.astimezone(timezone(timedelta(hours=-5)))],
    ids=["utc", "text", "elsewhere"],
)
@pytest.mark.parametrize(
    ("shown_by", "shown"),
    [
        (day, "Nov 3, 2021"),
        (moment, "Nov 3, 2021 01:30"),
        (full_moment, "Wed, Nov 3 01:30"),
    ],
)
def test_every_time_is_shown_in_shanghai_whatever_zone_it_comes_in(
    app: Flask, written: str | datetime, shown_by: Callable[[str | datetime], str], shown: str
) -> None:
    with app.test_request_context(headers={"Accept-Language": "en"}):
        assert shown_by(written) == shown
