"""What stewards and engineers do on a phone while they are out."""

from pathlib import Path

import pytest

from tests.browser import cases
from tests.browser.conftest import Open
from tests.browser.reader import Manner
from tests.browser.test_resident_cases import PNG
from tests.support.product import Product


@pytest.mark.width(360)
def test_B04_a_steward_notes_a_promise_at_the_door(open_as: Open, manner: Manner) -> None:
    reader = open_as("steward", manner)
    before = reader.page.locator(".rows a").count()
    reader.click(".rows a >> nth=0")
    address = reader.path()
    if manner.scripts:
        assert not reader.page.is_visible("#promise_date")
    reader.page.check("[name=outcome][value=promise]")
    reader.send(address)
    assert reader.page.locator("#promise_date-error").count() == 1
    reader.page.fill("#promise_date", "2026-12-31")
    reader.page.fill("#promise_amount", "100.00")
    reader.send(address)
    assert reader.path() == "/field/visits"
    assert reader.page.locator(".rows a").count() == before - 1


@pytest.mark.width(360)
def test_R04_an_engineer_accepts_sets_out_quotes_and_completes(
    open_as: Open, product: Product, manner: Manner, tmp_path: Path
) -> None:
    made = cases.requested(product, "resident4")
    desk, engineer = product.as_("receptionist"), product.as_("engineer")
    desk.post(f"/repairs/{made['id']}/verify", {"chargeable": True})
    chosen = {"engineer_id": engineer.get("/me")["id"], "replace": True}
    desk.post(f"/repairs/{made['id']}/dispatch", chosen)

    reader = open_as("engineer", manner)
    reader.click(f"a[href$='{made['id']}']")
    for step in ("/accept", "/set-out", "/arrive"):
        reader.send(step)
    reader.page.fill("#quote-item_1", "龙头")
    reader.page.fill("#quote-unit_price_1", "abc")
    reader.send("/quote")
    assert reader.page.locator("#quote-unit_price_1-error").count() == 1
    reader.page.fill("#quote-quantity_1", "2")
    reader.page.fill("#quote-unit_price_1", "90")
    reader.send("/quote")
    assert "¥180.00" in reader.text()
    assert reader.page.locator("form[action$='/complete']").count() == 0  # not before the answer

    desk.post(f"/repairs/{made['id']}/accept-quote", {"signature_note": "住户签字"})
    reader.go(reader.path())
    photo = tmp_path / "tap.png"
    photo.write_bytes(PNG)
    reader.page.fill("#complete-result", "更换龙头")
    reader.page.set_input_files("#complete-photos", photo)
    reader.send("/complete")
    completed = {"zh": "已完工", "en": "Completed"}[manner.language]
    assert completed in reader.page.inner_text(".heading")
    assert reader.page.locator(".photos img").count() == 1
