"""Login, language, password, the demo clock, and pages that refresh by themselves."""

import re
from dataclasses import replace

from playwright.sync_api import expect

from tests.browser import cases
from tests.browser.conftest import Open
from tests.browser.reader import Manner
from tests.support.product import Product

PHONE = Manner("zh", 360)
DESK = Manner("en", 1280)


def test_a_login_of_the_demonstration_takes_one_tap(open_as: Open, manner: Manner) -> None:
    reader = open_as("inspector", manner)
    reader.context.clear_cookies()
    reader.go("/")
    reader.click("button[value=resident1]")
    assert reader.path() == "/my/"


def test_a_wrong_password_is_told_and_one_may_try_again(open_as: Open, manner: Manner) -> None:
    reader = open_as("inspector", manner)
    reader.context.clear_cookies()
    reader.go("/")
    reader.page.fill("#username", f"nobody{manner.width}{manner.language}")
    reader.page.fill("#password", "wrong")
    reader.click("form.panel button")
    refusal = {"zh": "用户名或密码不正确", "en": "The user name or the password is wrong"}
    assert refusal[manner.language] in reader.text()
    assert reader.page.input_value("#username").startswith("nobody")


def test_who_must_log_in_again_goes_on_where_he_was(open_as: Open, manner: Manner) -> None:
    reader = open_as("resident1", manner)
    reader.context.clear_cookies()
    reader.go("/my/bills")
    assert reader.path() == "/login?back=/my/bills"
    reader.page.fill("#username", "resident1")
    reader.page.fill("#password", "guanjia-demo")
    reader.click("form.panel button")
    assert reader.path() == "/my/bills"


def test_the_language_is_chosen_and_kept(open_as: Open, manner: Manner) -> None:
    reader = open_as("resident1", manner)
    other = replace(manner, language="en" if manner.language == "zh" else "zh")
    reader.manner = other
    reader.click("form.language button")
    assert reader.path() == "/my/"
    reader.go("/my/bills")


def test_a_password_is_changed_with_the_present_one(
    open_as: Open, product: Product, manner: Manner
) -> None:
    username, present, wanted = f"new.{manner}", "first-secret-1", "second-secret-2"
    cases.account(product, username, present)
    reader = open_as(username, manner, present)
    reader.go("/account")
    for old, new, repeated, wrong in (
        ("guess", wanted, wanted, "old_password"),
        (present, wanted, "another", "repeated"),
        (present, "short", "short", "new_password"),
        (present, wanted, wanted, None),
        (wanted, present, present, None),
    ):
        reader.page.fill("#old_password", old)
        reader.page.fill("#new_password", new)
        reader.page.fill("#repeated", repeated)
        reader.send("/account/password")
        assert reader.page.locator(".error").count() == (1 if wrong else 0)
        if wrong:
            assert reader.page.locator(f"#{wrong}-error").count() == 1


def test_one_logs_out(open_as: Open, manner: Manner) -> None:
    reader = open_as("inspector", manner)
    reader.page.click(".who summary")
    reader.send("/logout")
    reader.go("/account")
    assert reader.path() == "/login?back=/account"


def test_an_administrator_moves_the_demo_clock(open_as: Open, manner: Manner) -> None:
    reader = open_as("admin", manner)
    before = reader.page.get_attribute(".clock time", "datetime")
    reader.page.click(".clock summary")
    reader.page.set_default_timeout(120_000)
    reader.click(".clock button[value=hour]")
    after = reader.page.get_attribute(".clock time", "datetime")
    assert before and after and before < after
    assert {"zh": "现在是", "en": "It is now"}[manner.language] in reader.text()


def test_others_see_the_demo_clock_but_do_not_move_it(open_as: Open) -> None:
    reader = open_as("resident1", DESK)
    reader.page.click(".clock summary")
    assert reader.page.locator(".clock button").count() == 0
    assert "log in as “admin”" in reader.page.inner_text(".clock-menu")


def test_a_page_refreshes_when_something_has_changed_elsewhere(
    open_as: Open, product: Product
) -> None:
    reader = open_as("resident4", PHONE)
    with reader.page.expect_response(re.compile("/events")):
        reader.go("/my/repairs")
    shown = reader.page.locator("#live-repairs .rows > li")
    before = shown.count()
    cases.requested(product, "resident4")
    expect(shown).to_have_count(before + 1)
    cases.requested(product, "resident5")
    expect(shown).to_have_count(before + 1)
