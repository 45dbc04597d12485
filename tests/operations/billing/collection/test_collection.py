"""B03, B05: collection figures, frozen the day after the due date."""

from typing import Any

import pytest
from sqlalchemy import delete

from contracts.billing.collection import NotBilled, NotFrozenYet
from services.billing.collection.tables import CollectionFigure
from tests.operations import conftest as support
from tests.operations.billing.conftest import Office
from tests.support.community import HERE

pytestmark = pytest.mark.both_databases


def report(office: Office, period: str = "2026-Q4", **data: Any) -> dict[str, Any]:
    return dict(office.call("collection", office.finance, period=period, **data))


def frozen(office: Office, **data: Any) -> dict[str, Any]:
    return report(office, frozen=True, **data)


def brief(figure: dict[str, Any]) -> tuple[Any, ...]:
    names = ("key", "billed_count", "paid_count", "billed_amount", "collected_amount", "rate")
    return tuple(figure[name] for name in names)


def test_B03_figures_by_building_item_and_steward(billed: Office) -> None:
    billed.pay("300.00")
    billed.pay("60.00", "h2")
    found = report(billed)
    assert brief(found["total"]) == ("total", 2, 1, "540.00", "360.00", "66.67")
    assert found["total"]["outstanding_amount"] == "180.00"
    assert [brief(one) for one in found["by_building"]] == [
        ("1栋", 1, 1, "300.00", "300.00", "100.00"),
        ("2栋", 1, 0, "240.00", "60.00", "25.00"),
    ]
    assert [brief(one) for one in found["by_item"]] == [
        ("物业费", 2, 1, "540.00", "360.00", "66.67")
    ]
    assert [(one["key"], one["label"], one["rate"]) for one in found["by_steward"]] == [
        ("s1", "赵管家", "100.00"),
        ("s2", "钱管家", "25.00"),
    ]


def test_B03_figures_are_ready_and_frozen_the_day_after_due(billed: Office) -> None:
    billed.pay("300.00")
    with pytest.raises(NotFrozenYet) as refused:
        frozen(billed)
    assert refused.value.params == {"freezes_on": "2026-12-01"}
    billed.arrive("2026-11-30", 23)
    with pytest.raises(NotFrozenYet):
        frozen(billed)
    billed.arrive("2026-12-01", 1)
    found = frozen(billed)
    assert brief(found["total"]) == ("total", 2, 1, "540.00", "300.00", "55.56")
    assert found["as_of"] == "2026-12-01T00:00:00+08:00" and found["frozen"]


def test_B03_the_periods_that_have_figures_are_named_latest_first(billed: Office) -> None:
    periods = billed.call("billed_periods", billed.finance)["items"]
    assert periods == [{"period": "2026-Q4", "due_date": report(billed)["due_date"]}]
    billed.run("2027-Q1", "2027-02-28")
    both = billed.call("billed_periods", billed.finance)["items"]
    assert both == [{"period": "2027-Q1", "due_date": "2027-02-28"}, *periods]


def test_B03_the_frozen_figure_stays_whatever_happens_later(billed: Office) -> None:
    paid = billed.pay("300.00")
    billed.arrive("2026-12-01", 1)
    first = frozen(billed)
    billed.pay("240.00", "h2")
    billed.call("void_payment", billed.supervisor, payment_id=paid["id"], reason="退票")
    billed.arrive("2027-01-20")
    assert frozen(billed) == first
    live = report(billed)
    assert live["total"]["collected_amount"] == "240.00"
    assert {one["key"] for one in live["by_item"]} == {"物业费", "违约金"}


def test_B03_the_figure_is_that_of_the_due_date_however_late_it_is_frozen(billed: Office) -> None:
    billed.jump_to("2026-11-30", 23)
    billed.pay("100.00")
    billed.jump_to("2026-12-01", 0)
    billed.pay("100.00")  # no longer in time
    billed.jump_to("2026-12-04")
    billed.work()
    assert frozen(billed)["total"]["collected_amount"] == "100.00"


def test_B03_without_the_snapshot_the_figure_would_change(billed: Office) -> None:
    """Negative control: what is asked for later counts what was paid later."""
    billed.arrive("2026-12-01", 1)
    first = frozen(billed)
    billed.pay("300.00")
    assert report(billed)["total"] != first["total"]
    with pytest.raises(Exception, match="append-only"), billed.store.write(scope=HERE) as uow:
        uow.session.execute(delete(CollectionFigure))


def test_B03_what_was_not_billed_has_no_figure(billed: Office) -> None:
    with pytest.raises(NotBilled):
        report(billed, "2027-Q1")
    with pytest.raises(NotBilled):
        report(billed, due_date="2026-11-29")


def test_B03_a_period_with_two_due_dates_has_a_figure_for_each(office: Office) -> None:
    office.run()
    support.put_household(office.store, "h3", building="3栋", area_m2="10.00")
    office.run(due_date="2026-12-15")
    first = report(office)
    assert first["due_dates"] == ["2026-11-30", "2026-12-15"]
    assert first["total"]["billed_amount"] == "540.00"
    assert report(office, due_date="2026-12-15")["total"]["billed_amount"] == "30.00"
    assert report(office, due_date="2026-12-15")["by_steward"][0]["label"] == "未分配管理员"


def test_B05_former_years_are_tracked_apart_from_this_years_receivables(office: Office) -> None:
    office.run("2026-Q4")  # 540 in all
    office.pay("40.00")
    office.arrive("2026-12-31")
    office.arrive("2027-01-02")
    office.run("2027-Q1", "2027-02-28")
    office.pay("100.00")  # to the oldest debt: 2026
    found = report(office, "2027-Q1")
    assert found["this_year"]["billed_amount"] == "540.00"
    assert found["this_year"]["collected_amount"] == "0.00"
    former = found["former_years"]
    # what was owed when the year began, late charges of 2026 included
    assert former["billed_count"] == 2
    assert former["billed_amount"] == "500.25"
    assert former["collected_amount"] == "100.00"
    assert former["rate"] == "19.99"


def test_B10_credit_used_counts_as_collected(billed: Office) -> None:
    billed.pay("350.00")
    billed.run("2027-Q1", "2027-02-28")
    assert report(billed, "2027-Q1")["total"]["collected_amount"] == "50.00"


def test_B05_arrears_settled_since_the_year_began_still_count(office: Office) -> None:
    office.run("2026-Q4")
    office.arrive("2027-01-02")
    office.run("2027-Q1", "2027-02-28")
    paid = office.pay("301.00")["allocations"]  # all of one household's 2026, and a little of 2027
    former = report(office, "2027-Q1")["former_years"]
    assert former["collected_amount"] == paid[0]["amount"]
    assert (former["billed_count"], former["paid_count"]) == (2, 1)
    office.arrive("2028-01-02")
    office.run("2028-Q1", "2028-02-28")
    assert report(office, "2028-Q1")["former_years"]["billed_count"] == 3  # the settled one is over


@pytest.mark.parametrize("as_of", ["now", "the day after due"])
def test_B03_totals_without_breakdowns_are_the_same(billed: Office, as_of: str) -> None:
    billed.pay("300.00")
    billed.arrive("2026-12-01", 1)
    billed.pay("60.00", "h2")
    kept = {"frozen": as_of != "now"}
    whole, short = report(billed, **kept), report(billed, **kept, breakdown=False)
    assert whole["total"]["collected_amount"] == ("300.00" if kept["frozen"] else "360.00")
    assert whole["by_building"] and whole["by_item"] and whole["by_steward"]
    nothing: dict[str, Any] = {"by_building": [], "by_item": [], "by_steward": []}
    assert short == whole | nothing


def test_B05_former_years_have_figures_before_the_years_first_run(billed: Office) -> None:
    billed.pay("100.00")
    billed.arrive("2027-01-01")
    periods = billed.call("billed_periods", billed.finance)
    assert periods["year_awaits_first_run"] == "2027"
    for period in ("2027", "2027-Q1"):
        billed.pay("50.00")
        report = billed.call("collection", billed.finance, period=period)
        assert (report["due_date"], report["due_dates"]) == (None, [])
        assert report["total"]["billed_amount"] == "0.00"
    former = report["former_years"]
    # 200 and 240 yuan, and their late charge of 31 December
    assert (former["billed_amount"], former["collected_amount"]) == ("440.22", "100.00")
    for wrong in ("2026-Q1", "2028", "2028-Q1"):
        with pytest.raises(NotBilled):
            billed.call("collection", billed.finance, period=wrong)
    with pytest.raises(NotBilled):
        billed.call("collection", billed.finance, period="2027", frozen=True)
    billed.run("2027-Q1", "2027-02-28")
    assert billed.call("billed_periods", billed.finance)["year_awaits_first_run"] is None
    same = billed.call("collection", billed.finance, period="2027-Q1")
    assert same["former_years"] == former
