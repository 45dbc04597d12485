"""Quick replies beside a text: by keyboard at the cursor, without scripts at the end (C07)."""

import pytest

from tests.browser import cases
from tests.browser.conftest import Open
from tests.browser.reader import Manner
from tests.support.product import Product

TEXT = "已上门向当事人说明管理规约并劝导，对方表示配合。"
RESULT = "#handle-result"


def accepted(product: Product) -> str:
    """The page of a case that is to be handled."""
    desk = product.as_("receptionist")
    lodged = {
        "household_id": cases.household_of(product, "resident3"), "channel": "phone",
        "category": "renovation_noise", "description": "隔壁装修周末施工", "wish": "请制止",
        "contact_name": "韩梅梅", "contact_phone": "13800000003", "restated": True,
    }  # fmt: skip
    made = desk.post("/complaints", lodged, 201)
    judged = {"kind": "complaint", "valid": True, "category": "renovation_noise"}
    desk.post(f"/complaints/{made['id']}/triage", judged)
    return f"/desk/cases/{made['id']}"


def test_C07_a_reply_is_put_in_at_the_cursor_by_keyboard(open_as: Open, product: Product) -> None:
    reader = open_as("receptionist", Manner("zh", 1280))
    reader.go(accepted(product))
    page = reader.page
    page.fill(RESULT, "甲乙")
    page.focus(RESULT)
    page.keyboard.press("ArrowLeft")
    page.select_option(f"{RESULT} ~ .quick select", "spoken_to")
    page.focus(f"{RESULT} ~ .quick button[name=insert]")
    page.keyboard.press("Enter")
    assert page.input_value(RESULT) == f"甲{TEXT}乙"
    assert page.evaluate("document.activeElement.id") == RESULT[1:]
    reader.send("/handle")
    assert f"甲{TEXT}乙" in reader.text()


@pytest.mark.parametrize("language", ["zh"])
def test_C07_without_scripts_a_button_puts_it_in(
    open_as: Open, product: Product, language: str
) -> None:
    reader = open_as("receptionist", Manner(language, 1280, scripts=False))
    reader.go(accepted(product))
    reader.page.fill(RESULT, "甲乙")
    reader.page.select_option(f"{RESULT} ~ .quick select", "spoken_to")
    reader.click(f"{RESULT} ~ .quick button[name=insert]")
    assert reader.page.input_value(RESULT) == f"甲乙\n{TEXT}"
    reader.send("/handle")
    assert TEXT in reader.text()
