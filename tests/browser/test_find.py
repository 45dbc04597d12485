"""P07: the box that Ctrl+K opens on every page of the staff, by keyboard, on a phone, by a form."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.reader import Manner

ZH, EN, PHONE = Manner("zh", 1280), Manner("en", 1280), Manner("zh", 360)
PLAIN = Manner("en", 360, scripts=False)


@pytest.mark.parametrize("manner", [ZH, EN], ids=str)
def test_P07_everything_is_found_by_keyboard(open_as: Open, manner: Manner) -> None:
    reader = open_as("supervisor", manner)
    reader.go("/manage/")
    box, field = reader.page.locator("#find-box"), reader.page.locator("#find-q")
    reader.page.keyboard.press("Control+k")
    expect(field).to_be_focused()
    reader.page.keyboard.type("电梯")
    found = box.locator("li a")
    expect(found.first).to_be_visible()
    assert reader.violations() == []
    reader.page.keyboard.press("ArrowDown")
    expect(found.first).to_be_focused()
    reader.page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    reader.page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    reader.page.keyboard.press("Control+k")
    reader.page.keyboard.type("ts-gl-2026-1")
    expect(found.first).to_contain_text("TS-GL-2026-000001")
    with reader.page.expect_navigation():
        reader.page.keyboard.press("Enter")
    reader.look()
    assert reader.path().startswith("/desk/cases/")


def test_P07_the_button_opens_the_box_on_a_phone(open_as: Open) -> None:
    reader = open_as("steward", PHONE)
    reader.page.click(".find-link")
    expect(reader.page.locator("#find-q")).to_be_focused()
    reader.page.keyboard.type("hmm")
    found = reader.page.locator("#find-results a")
    expect(found.first).to_contain_text("韩梅梅")
    with reader.page.expect_navigation():
        found.first.click()
    reader.look()
    assert reader.path().startswith("/desk/households/")


def test_P07_without_scripts_there_is_a_page(open_as: Open) -> None:
    reader = open_as("receptionist", PLAIN)
    reader.click(".find-link")
    assert reader.path() == "/search"
    reader.page.fill("#q", "韩梅梅")
    reader.click("form.finder button")
    assert "6栋 3-502" in reader.text()
