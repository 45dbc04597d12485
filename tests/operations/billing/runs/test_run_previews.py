"""B16: a run is previewed, and what was confirmed is what is made."""

import pytest

from contracts.billing.runs import HomesArriving, PreviewOutdated
from foundation.actor import Grant
from foundation.errors import CommunityNotChosen
from tests.operations import conftest as support
from tests.operations.billing.cancellations.test_cancelling import RUN
from tests.operations.billing.conftest import DUE, Office
from tests.support.community import THERE

pytestmark = pytest.mark.both_databases


def test_B16_a_preview_issues_nothing_and_says_what_the_run_would_make(office: Office) -> None:
    seen = office.call("preview_bill_run", office.finance, **RUN)
    assert (seen["total"], seen["billed"], seen["amount"]) == (2, 2, "2160.00")
    assert (
        seen["items"]
        == [{"item": "物业费", "item_en": "物业费", "households": 2, "amount": "2160.00"}]
        or seen["items"][0]["amount"] == "2160.00"
    )
    assert office.bills() == [] and office.published("bill_issued") == []
    made = office.run(**RUN)
    assert (made["total"], made["billed"], made["amount"]) == (2, 2, "2160.00")


def test_B16_a_preview_shows_outliers_gaps_and_what_is_billed_already(office: Office) -> None:
    office.run()
    support.put_household(office.store, "h3", building="3栋", unit="1-301", unit_type="shop")
    support.put_household(office.store, "h4", building="3栋", unit="1-302", area_m2="0")
    office.fee(price="1.50", effective_from="2027-01-01")
    seen = office.call("preview_bill_run", office.finance, period="2027-01", due_date="2027-02-28")
    far = [(one["household_id"], one["change_percent"]) for one in seen["outliers"]]
    assert sorted(far) == [("h1", 50), ("h2", 50)]
    assert {one["household_id"]: one["why"] for one in seen["missing"]} == {
        "h3": "no_price", "h4": "no_area",
    }  # fmt: skip
    again = office.call("preview_bill_run", office.finance, period="2026", due_date=DUE)
    assert [(one["month"], one["period"], one["households"]) for one in again["already"]] == [
        (f"2026-{month}", "2026-Q4", 2) for month in (10, 11, 12)
    ]
    # the nine months before
    assert again["billed"] == 2 and again["amount"] == "1620.00"


def test_B16_what_was_confirmed_is_what_is_made(office: Office) -> None:
    seen = office.call("preview_bill_run", office.finance, **RUN)
    confirmed = {"confirmed_billed": seen["billed"], "confirmed_amount": seen["amount"]}
    support.put_household(office.store, "h3", building="3栋", unit="1-301", area_m2="10")
    with pytest.raises(PreviewOutdated):
        office.call("start_bill_run", office.finance, **RUN, **confirmed)
    assert office.call("list_bill_runs", office.finance)["items"] == []
    seen = office.call("preview_bill_run", office.finance, **RUN)
    confirmed = {"confirmed_billed": seen["billed"], "confirmed_amount": seen["amount"]}
    assert office.call("start_bill_run", office.finance, **RUN, **confirmed)["total"] == 3


def test_P02_no_run_is_made_while_homes_are_still_arriving(office: Office) -> None:
    with pytest.raises(HomesArriving) as refused:
        office.call("start_bill_run", office.finance, **RUN, homes=3)
    assert refused.value.params == {"arrived": 2, "homes": 3}
    assert office.call("list_bill_runs", office.finance)["items"] == []
    support.put_household(office.store, "h3", building="3栋", unit="1-301", area_m2="10")
    assert office.call("start_bill_run", office.finance, **RUN, homes=3)["total"] == 3


def test_P02_without_the_number_a_run_would_forget_who_has_not_arrived(office: Office) -> None:
    """Negative control; what is forgotten is billed by another run of the period."""
    assert office.run(**RUN)["billed"] == 2
    support.put_household(office.store, "h3", building="3栋", unit="1-301", area_m2="10")
    assert office.run(**RUN)["billed"] == 1


def test_P01_a_preview_asks_for_the_community_as_the_run_does(office: Office) -> None:
    support.put_household(office.store, "t-h1", where=THERE)
    everywhere = office.actor("finance", grants=frozenset({Grant("finance", None)}))
    for method in ("preview_bill_run", "start_bill_run"):
        with pytest.raises(CommunityNotChosen):
            office.call(method, everywhere, **RUN)
    there = everywhere.only(THERE)
    assert office.call("preview_bill_run", there, **RUN)["total"] == 1
