"""Cases about the same, merged where they are looked at, and answered by two persons (X16)."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser import cases
from tests.browser.conftest import Open
from tests.browser.reader import Manner
from tests.support.product import Product

SAID = {
    "zh": ("相似的未结投诉", "待审批的答复", "已答复"),
    "en": ("Similar open cases", "Answer to be approved", "Answered"),
}


def lodged(product: Product, words: str, place: str, *, handled: bool = True) -> dict[str, Any]:
    """A case of a public place that a call brought."""
    desk = product.as_("receptionist")
    made = desk.post("/complaints", {
        "kind": "complaint", "channel": "phone", "category": "public_facility", "place": place,
        "description": words, "wish": "请修好", "contact_name": "周敏",
        "contact_phone": "13800000004", "restated": {"text": None, "confirmed": True},
        "household_id": cases.household_of(product, "resident3"),
    }, 201)  # fmt: skip
    if handled:
        desk.post(f"/complaints/{made['id']}/triage", {"valid": True})
        desk.post(f"/complaints/{made['id']}/handle", {"result": "已更换灯管"})
    return dict(made)


@pytest.mark.width(1280)
def test_X16_similar_cases_are_merged_and_answered_at_once_by_two(
    open_as: Open, product: Product, manner: Manner
) -> None:
    similar, waits, done = SAID[manner.language]
    place = f"喷泉{manner}号亭"
    first, second = (lodged(product, f"灯{words}", place) for words in ("坏了一半", "一直不亮"))
    third = lodged(product, "照明坏了", place, handled=False)
    reader = open_as("receptionist", manner)
    reader.go(f"/desk/cases/{first['id']}")
    assert similar in reader.page.inner_text("#similar")
    reader.page.click("details:has(form.merge) > summary")
    reader.send("/merge")  # nothing is ticked
    assert reader.page.locator("details[open] form.merge .error").count() >= 1
    for one in (second, third):
        reader.page.check(f"form.merge input[value='{one['id']}']")
    reader.page.fill("form.merge [name=title]", f"喷泉边灯坏 {manner}")
    reader.send("/merge")
    address = reader.path()
    assert address.startswith("/desk/hot-issues/") and second["number"] in reader.text()
    reader.page.fill("[name=text]", "您好，不知道。")
    reader.send("/answer")
    assert reader.page.locator("#text-findings span").count() >= 1
    reader.page.fill("[name=text]", "灯管已全部更换，请留意。")
    reader.send("/answer")
    assert waits in reader.text()
    assert reader.page.locator("form[action$='/decide']").count() == 0
    second_person = open_as("supervisor", manner)
    second_person.go("/manage/approvals")
    second_person.click(f"a[href='{address}']")
    second_person.page.check("[name=approve][value=true]")
    second_person.send("/decide")
    told = second_person.page.locator(f"li:has(a[href='/desk/cases/{second['id']}'])")
    assert done in told.inner_text()
    left = second_person.page.locator(f"li:has(a[href='/desk/cases/{third['id']}'])")
    assert done != left.inner_text()
    reader.go(f"/desk/cases/{first['id']}")
    assert "灯管已全部更换" in reader.page.inner_text(".answer")
    reader.go(address)
    reader.send(f"/{third['id']}/remove")
    assert reader.page.locator(f"form[action$='/{third['id']}/remove']").count() == 0


@pytest.mark.width(1280)
def test_X16_what_is_open_already_shows_while_a_contact_is_written_down(
    open_as: Open, product: Product
) -> None:
    made = lodged(product, "栈桥边栏杆断了一截", "湖边栈桥", handled=False)
    reader = open_as("receptionist", Manner("zh", 1280))
    reader.go("/desk/contact?public=1")
    reader.page.fill("#place", "湖边栈桥")
    reader.page.fill("#description", "栏杆断了")
    link = reader.page.locator(f"#alike a[href='/desk/cases/{made['id']}']")
    expect(link).to_be_visible()
