"""B01: the page of prices shows what a new price goes on with."""

import re
from typing import Any

from contracts.billing.fees import CreateFeeItem
from tests.api.stand_in import StandIn
from tests.web.conftest import LogIn

PARKING: dict[str, Any] = {
    "id": "0199f0a0-0000-7000-8000-000000000001", "name": "车位管理费", "name_en": "Parking",
    "unit_type": "residential", "basis": "fixed", "price": "60.00", "period": "quarter",
    "effective_from": "2026-01-01", "assigned_only": True, "vacant_percent": 70, "unit": "个",
    "source": "company", "taken_back": False, "community": None,
}  # fmt: skip
LATEST = PARKING | {"effective_from": "2026-07-01", "vacant_percent": 30}


def chosen(page: str, name: str) -> str:
    """What a field of the form begins with."""
    if found := re.search(rf'<select[^>]* name="{name}".*?</select>', page, re.S):
        selected = re.search(r'<option selected value="([^"]*)"', found[0])
        return selected[1] if selected else ""
    found = re.search(rf'<input[^>]* name="{name}"[^>]*>', page)
    assert found, name
    value = re.search(r' value="([^"]*)"', found[0])
    return value[1] if value else ""


def test_B01_the_form_of_a_new_price_shows_what_it_goes_on_with(
    log_in: LogIn, services: StandIn
) -> None:
    finance = log_in("finance")
    services.answers["billing.list_fee_items"] = {"items": [PARKING, LATEST], "next_cursor": None}
    page = finance.text("/finance/fee-items?name=车位管理费&unit_type=residential")
    shown = {name: chosen(page, name) for name in CreateFeeItem().fields}
    assert shown == {
        "name": "车位管理费", "name_en": "Parking", "unit_type": "residential", "basis": "fixed",
        "price": "", "effective_from": "", "period": "quarter", "assigned_only": "true",
        "vacant_percent": "30", "unit": "个",
    }  # fmt: skip
    assert re.search(r'<a href="/finance/fee-items\?name=[^"]*#new-price"', page)


def test_B01_the_empty_form_says_nothing_of_what_goes_on(log_in: LogIn, services: StandIn) -> None:
    finance = log_in("finance")
    services.answers["billing.list_fee_items"] = {"items": [PARKING], "next_cursor": None}
    services.answers["billing.create_fee_item"] = PARKING
    page = finance.text("/finance/fee-items")
    optional = [name for name, field in CreateFeeItem().fields.items() if not field.required]
    begun = {name: chosen(page, name) for name in optional}
    assert set(begun.values()) == {""}
    said = {"name": "车位管理费", "unit_type": "residential", "basis": "fixed", "price": "66.00"}
    sent = {**begun, **said, "effective_from": "2027-01-01", "once": "k"}
    assert finance.send("/finance/fee-items", **sent).status_code == 303
    listed = services.last.data
    assert not set(listed) & set(optional), "what stays empty is not said"
    finance.send("/finance/fee-items", **sent | {"assigned_only": "false", "vacant_percent": "0"})
    taken = CreateFeeItem().load(services.last.data)
    assert (taken["assigned_only"], taken["vacant_percent"]) == (False, 0)


OWN = LATEST | {"source": "community", "community": "NY"}
ONE = "/finance/fee-items?name=车位管理费&unit_type=residential"
BACK = "/finance/fee-items/take-back"


def test_P01_a_community_s_own_price_is_taken_back_on_the_page_of_its_item(
    log_in: LogIn, services: StandIn
) -> None:
    named = [{"id": "c1", "name": "北苑", "code": "BY"}, {"id": "c2", "name": "南苑", "code": "NY"}]
    services.answers["directory.all_communities"] = {"items": named}
    listed = {"items": [PARKING, OWN], "next_cursor": None}
    services.answers["billing.list_fee_items"] = listed
    finance = log_in("finance", places=("c1", "c2"))
    assert BACK not in finance.text(ONE), "of which community is not said"
    finance.send("/community", community="c2")
    assert BACK in finance.text(ONE)
    services.answers["billing.take_back_fee_item"] = OWN | {"taken_back": True}
    said = {"name": "车位管理费", "unit_type": "residential", "effective_from": "2027-01-01"}
    assert finance.send(BACK, **said, once="k").status_code == 303
    asked = next(one for one in services.calls if one.method == "take_back_fee_item")
    assert asked.data == said
    listed["items"].append(OWN | {"taken_back": True, "effective_from": "2027-01-01"})
    page = finance.text(ONE)
    assert BACK not in page and "恢复公司标准" in page


def test_P01_the_company_s_price_is_not_taken_back(log_in: LogIn, services: StandIn) -> None:
    services.answers["billing.list_fee_items"] = {"items": [LATEST], "next_cursor": None}
    assert BACK not in log_in("finance").text(ONE)
