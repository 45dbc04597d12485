"""Equipment taken away and lent, until it is back: an engineer on a phone, and the desk (R03)."""

import pytest

from tests.browser import cases
from tests.browser.conftest import Open
from tests.browser.reader import Manner
from tests.support.product import Product


@pytest.mark.width(360)
def test_R03_an_engineer_takes_equipment_away_and_brings_it_back(
    open_as: Open, product: Product, manner: Manner
) -> None:
    made = cases.arrived(product, "resident4")
    item = f"热水器主板 {manner}"
    reader = open_as("engineer", manner)
    reader.go(f"/field/orders/{made['id']}")
    reader.page.click("details:has(form[action$='/take-equipment']) > summary")
    reader.page.fill("#take_equipment-item", item)
    reader.page.fill("#take_equipment-consent_signature", "住户签字")
    reader.send("/take-equipment")
    assert item in reader.text()

    reader.go("/field/orders")
    reader.click("a[href='/desk/loans?mine=1']")
    assert item in reader.text()
    reader.go(f"/field/orders/{made['id']}")
    reader.click(f"a[href*='/desk/loans?repair_id={made['id']}']")
    reader.click("main form button")
    assert reader.page.locator(".error").count() == 1
    reader.page.fill("#signature-0", "住户签收")
    reader.click("main form button")
    assert reader.path() == f"/field/orders/{made['id']}"
    assert {"zh": "已归还", "en": "Returned"}[manner.language] in reader.text()
    reader.go("/desk/loans?mine=1")
    assert item not in reader.text()


@pytest.mark.width(1280)
def test_R03_the_desk_records_what_was_brought_to_it(
    open_as: Open, product: Product, manner: Manner
) -> None:
    item = f"水泵 {manner}"
    made = cases.taken_away(product, "resident5", item)
    reader = open_as("receptionist", manner)
    reader.go("/desk/repairs")
    reader.click("a[href='/desk/loans']")
    row = reader.page.locator("li.row-link", has_text=item)
    row.locator("summary").click()
    row.locator("input[name=receipt_signature]").fill("住户签收")
    with reader.page.expect_navigation():
        row.locator("button").click()
    reader.look()
    assert reader.path() == "/desk/loans"
    assert reader.page.locator("li.row-link", has_text=item).count() == 0
    reader.go(f"/desk/repairs/{made['id']}")
    assert reader.page.locator("a[href*='/desk/loans']").count() == 0
    assert {"zh": "已归还", "en": "Returned"}[manner.language] in reader.text()
