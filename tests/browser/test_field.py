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


@pytest.mark.width(360)
def test_C14_a_member_of_a_department_sends_one_case_back_and_takes_one_over(
    open_as: Open, product: Product, manner: Manner
) -> None:
    wrong, right = (cases.transferred(product, f"{what} {manner}") for what in ("漏雨", "门禁坏"))
    phone = open_as("engineer", manner)
    phone.go("/desk/inbox")
    rows = {one["number"]: f"li.row-link:has-text('{one['number']}')" for one in (wrong, right)}
    phone.click(f"{rows[wrong['number']]} >> a[href='/desk/inbox/{wrong['id']}']")
    phone.send(f"{wrong['id']}/send-back")
    assert phone.page.locator("#send_back-reason-error").count() == 1
    phone.page.fill("#send_back-reason", "属开发商保修范围")
    phone.send(f"{wrong['id']}/send-back")
    assert phone.path() == "/desk/inbox"
    assert phone.page.locator(rows[wrong["number"]]).count() == 0
    phone.page.focus(f'form[action$="{right["id"]}/take-over"] button')
    phone.page.keyboard.press("Enter")
    phone.page.wait_for_url(f"**/desk/cases/{right['id']}")
    phone.look()
    assert {"zh": "部门接手", "en": "Taken over by the department"}[manner.language] in phone.text()
    phone.go("/desk/inbox")
    assert phone.page.locator(rows[right["number"]]).count() == 0

    desk = open_as("receptionist", manner)
    desk.go(f"/desk/cases/{wrong['id']}")
    assert "属开发商保修范围" in desk.page.inner_text(".timeline")
    desk.go(f"/desk/cases/{right['id']}")
    assert "郭建军" in desk.text()
    assert desk.page.locator("form.take_over, form.send_back").count() == 0


@pytest.mark.width(1280)
def test_C14_a_manager_sees_all_inboxes_and_names_who_takes_a_case_over(
    open_as: Open, product: Product, manner: Manner
) -> None:
    case = cases.transferred(product, f"电梯异响 {manner}")
    reader = open_as("director", manner)
    reader.go("/desk/inbox?department=engineering")
    assert case["number"] in reader.text()
    reader.go("/desk/inbox?department=cleaning")
    assert case["number"] not in reader.text()
    reader.go("/desk/")
    said = {"zh": "待接手", "en": "To be taken over"}[manner.language]
    assert said in reader.page.inner_text(f"tr:has(a[href='/desk/cases/{case['id']}'])")
    reader.go(f"/desk/cases/{case['id']}")
    engineer = product.as_("engineer").get("/me")["id"]
    form = reader.page.locator("details:has(form.take_over) > summary")
    if form.count():
        form.click()
    reader.page.select_option("#take_over-handler_id", engineer)
    reader.send("/take-over")
    assert "郭建军" in reader.text()
