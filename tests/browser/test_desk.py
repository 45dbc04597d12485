"""What the desk does all day: find, record, judge, answer, send engineers, take money."""

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from contracts.fields import SHANGHAI
from tests.browser import cases
from tests.browser.conftest import Open
from tests.browser.reader import Manner
from tests.support.product import Product

ZH = Manner("zh", 1280)
EN = Manner("en", 1280)
PLAIN = Manner("en", 1280, scripts=False)
PHONE = Manner("zh", 360)


def home(product: Product, username: str) -> str:
    """The page of a resident's household."""
    return f"/desk/households/{cases.household_of(product, username)}"


@pytest.mark.parametrize("manner", [ZH, EN], ids=str)
def test_a_household_is_found_while_one_types(open_as: Open, manner: Manner) -> None:
    reader = open_as("receptionist", manner)
    reader.go("/desk/households")
    # The page is there a moment before its field takes the keys.
    expect(reader.page.locator("#q")).to_be_focused()
    reader.page.keyboard.type("1-701", delay=20)
    found = reader.page.locator("#results a")
    expect(found.first).to_contain_text("1-701")
    assert reader.path() == "/desk/households"
    reader.page.keyboard.press("ArrowDown")
    with reader.page.expect_navigation():
        reader.page.keyboard.press("Enter")
    reader.look()
    assert "1-701" in reader.page.inner_text("h1")


@pytest.mark.parametrize("manner", [PLAIN, PHONE], ids=str)
def test_a_household_is_found_by_a_form(open_as: Open, manner: Manner) -> None:
    reader = open_as("receptionist", manner)
    reader.go("/desk/households?q=1-701")
    reader.click("#results a >> nth=0")
    assert "1-701" in reader.page.inner_text("h1")


@pytest.mark.parametrize("manner", [ZH, PHONE], ids=str)
def test_D03_a_number_is_shown_once_its_purpose_is_named(
    open_as: Open, product: Product, manner: Manner
) -> None:
    reader = open_as("receptionist", manner)
    reader.go(home(product, "resident2"))
    reader.page.click("summary:has-text('查看号码') >> nth=0")
    reader.send("/number")
    assert "此项必填" in reader.page.inner_text("details[open] .error")
    reader.page.fill("details[open] input[name=purpose]", "回电核实报修")
    reader.send("/number")
    assert reader.page.locator(".row-end strong").count() == 1


@pytest.mark.width(1280)
def test_C03_a_call_becomes_a_complaint_that_is_judged_and_answered(
    open_as: Open, product: Product, manner: Manner
) -> None:
    reader = open_as("receptionist", manner)
    reader.go(home(product, "resident3"))
    reader.click("a[href*='/desk/contact?']")
    reader.page.fill("#description", f"隔壁装修周末施工 {manner}")
    reader.send("household_id=" + cases.household_of(product, "resident3"))
    assert reader.page.locator("#wish-error").count() == 1
    assert reader.page.input_value("#description") == f"隔壁装修周末施工 {manner}"
    assert reader.page.locator("#category-error").count() == 1  # asked, not guessed
    reader.page.fill("#wish", "请制止")
    reader.page.select_option("#category", "renovation_noise")
    reader.send("household_id=" + cases.household_of(product, "resident3"))
    assert f"隔壁装修周末施工 {manner}" in reader.text()
    assert reader.page.locator("form[action$='/triage']").count() == 0  # not before it is read back

    reader.page.fill("#restate-restated", "周末装修扰民，希望制止")
    reader.page.check("#restate-confirmed")
    reader.send("/restate")
    reader.page.check("form.triage [name=valid][value=yes]")
    reader.send("/triage")
    reader.page.fill("#handle-result", "已现场制止")
    reader.send("/handle")

    reader.page.fill("#answer-text", "不知道，您自己去说")
    if manner.scripts:
        expect(reader.page.locator("#text-findings")).to_contain_text("不知道")
    reader.send("/answer")
    assert "不知道" in reader.page.inner_text("#text-findings")
    reader.page.fill("#answer-text", "施工已制止，周末不再施工。")
    reader.send("/answer")
    answered = {"zh": "已回复", "en": "Answered"}[manner.language]
    assert answered in reader.page.inner_text(".heading")
    assert "施工已制止" in reader.page.inner_text(".answer")


def in_hours(product: Product, hours: int) -> str:
    """A local time from now on, as a browser sends one."""
    now = datetime.fromisoformat(product.as_("admin").get("/demo/clock")["now"])
    return f"{(now + timedelta(hours=hours)).astimezone(SHANGHAI):%FT%H:%M}"


@pytest.mark.width(1280)
def test_C04_a_call_that_is_promised_stands_where_it_is_looked_for_until_it_is_made(
    open_as: Open, product: Product, manner: Manner
) -> None:
    said = {"zh": ("待回电", "约定回电", "已回电"), "en": ("called back", "Calls", "Called back")}
    queued, handed_over, done = said[manner.language]
    resident, home_of = product.as_("resident3"), cases.household_of(product, "resident3")
    wish = {"description": f"电表读数疑问 {manner}", "wish": "请核实", "contact_name": "周敏"}
    lodged = resident.post("/complaints", {
        "household_id": home_of, "kind": "inquiry", "channel": "online", "category": "other",
        "contact_phone": "13800000004", **wish,
    }, 201)  # fmt: skip
    reader = open_as("receptionist", manner)
    address = f"/desk/cases/{lodged['id']}"
    reader.go(address)
    promise = "form.promise_call_back"
    reader.page.click(f"details:has({promise}) > summary")
    reader.page.fill("#promise_call_back-due_at", in_hours(product, -2))
    reader.page.fill("#promise_call_back-about", "核实后告知读数")
    reader.send("/promise-call-back")
    assert reader.page.locator("#promise_call_back-due_at-error").count() == 1
    assert reader.page.input_value("#promise_call_back-about") == "核实后告知读数"
    reader.page.fill("#promise_call_back-due_at", in_hours(product, 2))
    reader.send("/promise-call-back")
    reader.go("/desk/")
    row = reader.page.locator(f"tr:has(a[href='{address}'])")
    assert queued in row.inner_text()
    reader.go("/desk/handover")
    assert handed_over in reader.text() and lodged["number"] in reader.text()
    phone = open_as("resident3", manner)
    phone.go(f"/my/complaints/{lodged['id']}")
    assert {"zh": "给您回电", "en": "We call you by"}[manner.language] in phone.text()
    reader.go(address)
    reader.page.check("form.record_call_back [name=result][value=reached]")
    reader.send("/record-call-back")
    assert done in reader.page.inner_text(".timeline")
    assert reader.page.locator("form.record_call_back").count() == 0


@pytest.mark.width(1280)
def test_R08_a_call_becomes_a_repair_that_an_engineer_is_sent_to(
    open_as: Open, product: Product, manner: Manner
) -> None:
    reader = open_as("receptionist", manner)
    reader.go(f"/desk/contact?household_id={cases.household_of(product, 'resident5')}")
    reader.page.check("input[name=kind][value=repair]")
    if manner.scripts:
        assert not reader.page.is_visible("#wish")
    reader.page.fill("#description", f"厨房漏水 {manner}")
    reader.page.select_option("#repair_category", "plumbing")
    reader.send("household_id=" + cases.household_of(product, "resident5"))
    reader.send("/verify")
    choices = reader.page.locator("form.dispatch .option")
    assert choices.count() > 1
    choices.nth(1).click()
    reader.send("/dispatch")
    offered = {"zh": "已派工", "en": "Offered to engineer"}[manner.language]
    assert offered in reader.page.inner_text(".heading")


@pytest.mark.width(1280)
def test_B07_money_at_the_counter_gets_a_receipt(
    open_as: Open, product: Product, manner: Manner
) -> None:
    reader = open_as("receptionist", manner)
    reader.go(f"{home(product, 'resident1')}/pay")
    reader.page.fill("#amount", "1,5")
    reader.send("/pay")
    assert reader.page.locator("#amount-error").count() == 1
    reader.page.fill("#amount", "2.34")
    reader.send("/pay")
    assert "¥2.34" in reader.text() and "贰元叁角肆分" in reader.text()
    assert reader.page.locator("[data-print]").is_visible() == manner.scripts


@pytest.mark.parametrize("manner", [ZH, EN], ids=str)
def test_the_queue_is_sorted_filtered_and_walked_by_keys(
    open_as: Open, product: Product, manner: Manner
) -> None:
    cases.requested(product, "resident4")
    reader = open_as("receptionist", manner)
    rows = reader.page.locator("tbody tr")
    tones = [str(row.get_attribute("class")) for row in rows.all()]
    ranked = [tone for tone in tones if "edge" in tone]
    order = ("edge tone-bad", "edge tone-waiting", "edge tone-quiet")
    assert ranked == sorted(ranked, key=order.index)
    with reader.page.expect_navigation():
        reader.page.select_option("#filter-kind", "repair")
    assert 0 < rows.count() < len(tones)
    assert all("WX-" in text for text in rows.all_inner_texts())
    reader.page.locator("tbody a").first.focus()
    reader.page.keyboard.press("ArrowDown")
    expect(reader.page.locator("tbody tr >> nth=1").locator("a")).to_be_focused()
    reader.click("thead a[href*='sort=place']")
    assert reader.page.locator("th[aria-sort]").count() == 1


@pytest.mark.parametrize("manner", [EN], ids=str)
def test_what_comes_in_appears_in_the_queue_by_itself(
    open_as: Open, product: Product, manner: Manner
) -> None:
    reader = open_as("receptionist", manner)
    with reader.page.expect_response("**/events"):
        reader.go("/desk/?kind=repair")
    shown = reader.page.locator("#live-queue tbody tr")
    before = shown.count()
    cases.requested(product, "resident4")
    expect(shown).to_have_count(before + 1)
