"""R04, B14: whether the charge of a repair is paid, as billing says it."""

from itertools import permutations

import pytest

from services.repairs.quotes.tables import Quote
from tests.operations.repairs.conftest import Answer, Desk


@pytest.fixture
def charged(desk: Desk) -> Desk:
    """The desk with one charged repair of h1, 100 yuan."""
    repair = desk.bring("arrived")
    payload = {"repair_id": repair["id"]}
    desk.call("quote", desk.engineer(), amount="100.00", **payload)
    desk.call("accept_quote", desk.resident, **payload)
    desk.go_on(repair["id"], "completed")
    return desk


def the_repair(desk: Desk) -> Answer:
    (listed,) = desk.call("search", desk.supervisor)["items"]
    return desk.get(listed["id"])


def word(desk: Desk, version: int, settled: bool, **data: object) -> Answer:
    """What billing says."""
    return {
        "bill_id": "b1",
        "version": version,
        "number": "ZD-2026-000001",
        "household_id": "h1",
        "source_reference": the_repair(desk)["id"],
        "settled": settled,
    } | data


def says(desk: Desk, version: int, settled: bool, **data: object) -> str:
    """Billing says it; what the repair shows then."""
    desk.receives("on_charge_settled", **word(desk, version, settled, **data))
    return str(the_repair(desk)["quote_status"])


def test_R04_payment_is_followed_up(charged: Desk) -> None:
    assert says(charged, 1, settled=False) == "charged"
    assert says(charged, 2, settled=True) == "paid"
    last = the_repair(charged)["timeline"][-1]
    assert (last["action"], last["detail"]) == ("charge_settled", {"bill": "ZD-2026-000001"})


def test_R04_charge_that_is_owed_again_is_unpaid(charged: Desk) -> None:
    says(charged, 1, settled=True)
    assert says(charged, 2, settled=False) == "charged"
    assert the_repair(charged)["timeline"][-1]["action"] == "charge_reopened"
    figures = charged.call("figures", charged.supervisor)
    assert figures["charges"] == {
        "charged": "100.00",
        "paid": "0.00",
        "unpaid": "100.00",
        "unpaid_count": 1,
    }


@pytest.mark.parametrize("before", [None, True])
def test_B16_a_charge_that_was_taken_back_is_said_to_be_cancelled_not_paid(
    charged: Desk, before: bool | None
) -> None:
    if before:
        says(charged, 1, settled=True)
    assert says(charged, 2, settled=False, cancelled=True) == "charge_cancelled"
    quote = the_repair(charged)["quotes"][-1]
    assert (quote["status"], quote["paid_at"]) == ("charge_cancelled", None)
    assert the_repair(charged)["timeline"][-1]["action"] == "charge_cancelled"
    assert says(charged, 1, settled=True) == "charge_cancelled"  # what comes late counts no more
    figures = charged.call("figures", charged.supervisor)["charges"]
    assert figures == {"charged": "0.00", "paid": "0.00", "unpaid": "0.00", "unpaid_count": 0}


@pytest.mark.parametrize("data", [{"household_id": "h2"}, {"source_reference": "another"}])
def test_R04_what_is_said_of_others_settles_nothing(charged: Desk, data: Answer) -> None:
    assert says(charged, 1, settled=True, **data) == "charged"


WORDS = [(True, "paid"), (False, "voided"), (True, "covered by credit")]


def test_R04_last_word_counts_in_whatever_order_it_arrives(charged: Desk) -> None:
    for turn, order in enumerate(permutations(range(len(WORDS)))):
        for place in [*order, *order]:  # and each twice
            status = says(charged, 1 + turn * len(WORDS) + place, settled=WORDS[place][0])
        assert status == "paid", order


def test_R04_a_word_that_comes_twice_is_told_once(charged: Desk) -> None:
    says(charged, 2, settled=True)
    says(charged, 2, settled=True)
    assert charged.actions(the_repair(charged)["id"]).count("charge_settled") == 1


def test_R04_without_its_version_a_late_word_would_count(
    charged: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control of the version kept with the quote."""
    monkeypatch.setattr(Quote, "billing_version", None)
    says(charged, 2, settled=True)
    assert says(charged, 1, settled=False) == "charged"
