"""B09, P06: the journal, as who keeps the company's books takes it: by people and by keys."""

from decimal import Decimal
from typing import Any

import pytest

from foundation.actor import Actor, Grant
from foundation.errors import Forbidden, InvalidInput, KeyScopeMissing, PeopleOnly
from tests.operations.billing.conftest import Office

READS = frozenset({"billing:read"})


def journal(office: Office, by: Actor | None = None, **asked: Any) -> list[dict[str, Any]]:
    """What was booked."""
    who = by or office.actor("finance")
    return list(office.call("list_journal", who, **asked)["items"])


def key(role: str = "finance", scopes: frozenset[str] = READS, place: str | None = None) -> Actor:
    """A program."""
    held = frozenset({Grant(role, place)})
    return Actor("k1", "API · 总账", frozenset({role}), grants=held, scopes=scopes)


@pytest.mark.both_databases
def test_B09_every_booking_stands_in_the_journal_with_all_its_sides(billed: Office) -> None:
    paid = billed.pay("100.00")
    booked = journal(billed)
    assert [one["id"] for one in booked] == sorted((one["id"] for one in booked), reverse=True)
    for one in booked:
        assert sum(Decimal(side["amount"]) for side in one["entries"]) == 0
    [payment] = [one for one in booked if one["reference"] == paid["receipt_number"]]
    sides = {one["account"]: one["amount"] for one in payment["entries"]}
    assert sides == {"cash": "100.00", "receivable": "-100.00"}
    assert payment["building"] and payment["household_id"] == "h1"


def test_B09_the_journal_is_read_by_days_kind_and_household(billed: Office) -> None:
    billed.pay("100.00")
    everything = journal(billed)
    assert {one["kind"] for one in journal(billed, kind="payment")} == {"payment"}
    assert {one["household_id"] for one in journal(billed, household_id="h2")} == {"h2"}
    day = everything[0]["at"][:10]
    assert len(journal(billed, since=day)) < len(everything) or day == everything[-1]["at"][:10]
    assert journal(billed, until="2000-01-01") == []
    with pytest.raises(InvalidInput):
        journal(billed, kind="gift")


def test_B09_the_journal_goes_on_where_a_page_ends(billed: Office) -> None:
    billed.pay("100.00")
    everything = [one["id"] for one in journal(billed)]
    first = billed.call("list_journal", billed.actor("finance"), limit=1)
    rest = journal(billed, cursor=first["next_cursor"])
    assert [first["items"][0]["id"], *(one["id"] for one in rest)] == everything


def test_B09_who_oversees_the_books_alone_reads_the_journal(billed: Office) -> None:
    for role in ("resident", "receptionist", "steward", "engineer", "admin", "inspector"):
        with pytest.raises(Forbidden):
            journal(billed, billed.actor(role))


def test_P06_a_finance_key_reads_the_journal_by_its_scope_alone(billed: Office) -> None:
    billed.pay("100.00")
    assert journal(billed, key()) == journal(billed)
    with pytest.raises(KeyScopeMissing):
        journal(billed, key(scopes=frozenset({"directory:read"})))
    with pytest.raises(Forbidden):
        journal(billed, key("receptionist"))


def test_P06_a_key_of_another_community_sees_nothing_of_the_books(billed: Office) -> None:
    billed.pay("100.00")
    elsewhere = key(place="c-elsewhere")
    assert journal(billed, elsewhere) == []
    for method in ("list_bills", "list_payments", "list_bill_runs"):
        assert billed.call(method, elsewhere)["items"] == []
        assert billed.call(method, key())["items"] != []


def test_P06_a_finance_key_pays_voids_and_decides_nothing(billed: Office) -> None:
    paid = billed.pay("100.00")
    for method, about in (
        ("take_payment", {"household_id": "h1", "amount": "1.00", "method": "cash"}),
        ("void_payment", {"payment_id": paid["id"], "reason": "x"}),
    ):
        with pytest.raises((KeyScopeMissing, PeopleOnly)):
            billed.call(method, key(), **about)
