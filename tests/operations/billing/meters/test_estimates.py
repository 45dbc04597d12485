"""B21: readings that are estimated, and the real reading that makes them good."""

from decimal import Decimal
from typing import Any

import pytest

from contracts.billing.meters import ReadingNotRising
from services.billing.meters.operations import recording as readings
from tests.operations.billing.conftest import Office
from tests.operations.billing.meters.test_meters import WATER, correct, history, read, standing


@pytest.fixture
def guessed(office: Office) -> Office:
    """Water at 3.50 a m³: 100 in September, 160 estimated in October, which is billed."""
    office.fee(name=WATER, basis="meter", price="3.50", unit="m³")
    office.jump_to("2027-02-01")
    read(office, "2026-09-30", "100")
    read(office, "2026-10-31", "160", estimated=True, remark="锁门")
    office.run("2026-10", "2027-03-31")
    return office


def water(office: Office) -> list[Any]:
    """The lines of water of all bills."""
    lines = [line for bill in office.bills() for line in bill["lines"]]
    return [line for line in lines if line["item"] == WATER]


def test_B21_an_estimate_is_marked_in_the_history_and_on_the_bill(guessed: Office) -> None:
    first, last = history(guessed)
    assert (first["estimated"], last["estimated"], last["remark"]) == (False, True, "锁门")
    (line,) = water(guessed)
    assert line["amount"] == "210.00"
    assert "其中2026年10月31日为估读，下次实抄后多退少补" in line["explanation"]
    assert "estimated: October 31, 2026" in line["explanation_en"]


@pytest.mark.parametrize(("real", "amount"), [("190", "105.00"), ("130", "-105.00")])
def test_B21_the_next_real_reading_makes_an_estimate_good_both_ways(
    guessed: Office, real: str, amount: str
) -> None:
    read(guessed, "2026-11-30", real)
    guessed.run("2026-11", "2027-03-31")
    assert [line["amount"] for line in water(guessed)] == ["210.00", amount]
    assert ("此前估读偏高" in water(guessed)[1]["explanation"]) is (amount[0] == "-")
    used = Decimal(real) - 100
    assert sum(Decimal(one["amount"]) for one in water(guessed)) == used * Decimal("3.50")
    assert guessed.balanced()


def test_B21_a_real_reading_is_never_below_the_last_real_one(guessed: Office) -> None:
    with pytest.raises(ReadingNotRising):
        read(guessed, "2026-11-30", "99")
    with pytest.raises(ReadingNotRising):
        read(guessed, "2026-11-30", "159", estimated=True)  # nor an estimate below another
    read(guessed, "2026-11-30", "130")
    with pytest.raises(ReadingNotRising):
        read(guessed, "2026-12-31", "129")


def test_B21_without_the_mark_a_reading_below_an_estimate_would_be_refused(
    guessed: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(readings, "last_real", lambda known: known[-1])
    with pytest.raises(ReadingNotRising):
        read(guessed, "2026-11-30", "130")


def test_B21_a_corrected_estimate_is_a_real_reading_and_those_after_it_stay(
    guessed: Office,
) -> None:
    read(guessed, "2026-11-30", "130")
    correct(guessed, "160", value="120")
    assert standing(guessed)[1:] == [("2026-10-31", "100", "120"), ("2026-11-30", "120", "130")]
    assert not any(one["estimated"] for one in history(guessed) if not one["reversed_at"])
    guessed.run("2026-11", "2027-03-31")
    assert sum(Decimal(one["amount"]) for one in water(guessed)) == Decimal("105.00")
    assert guessed.balanced()


def test_B21_a_correction_keeps_estimates_that_it_does_not_touch(guessed: Office) -> None:
    read(guessed, "2026-11-30", "130")
    correct(guessed, "100", value="90")
    kept = [one["estimated"] for one in history(guessed) if not one["reversed_at"]]
    assert kept == [False, True, False]
