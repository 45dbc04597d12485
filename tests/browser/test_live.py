"""Pages that show by themselves what happens elsewhere: bill runs, other gateways, the clock."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import APIResponse, Browser, Locator, Route, expect

from contracts.fields import SHANGHAI
from tests.browser import cases
from tests.browser.conftest import Open
from tests.browser.reader import Manner, Reader
from tests.support.product import Product, embedded, eventually, spawn
from tests.support.shared import free_port
from tests.system.conftest import many_processes

__all__ = ["many_processes"]

PHONE, DESK = Manner("zh", 360), Manner("en", 1280)
TIMEOUT = 60_000
"""Milliseconds that a machine with much else to do may take."""
WATCH = """addEventListener("DOMContentLoaded", () => {
  const meter = () => document.querySelector("#live-run progress");
  const look = () => { if (meter()) window.seen.push(meter().value / meter().max); };
  window.seen = [];
  look();
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
});"""
"""Notes what the progress bar shows, for as long as the page is not loaded anew."""
HEAR = """new Promise((open) => {
  const source = new EventSource("/events");
  source.onmessage = () => { window.heard = true; source.close(); };
  source.onopen = open;
})"""
LATER = timedelta(days=90)
"""When everybody's bills are due: no clock of these tests comes so far and reminds them all."""
DEAF = "window.EventSource = class { close() {} addEventListener() {} };"


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """A product of its own: everybody is billed here, and weeks pass."""
    with embedded(tmp_path_factory.mktemp("live"), loaded=True) as running:
        yield running


@pytest.fixture(scope="module")
def doors(many_processes: Product) -> Iterator[tuple[Product, Product]]:
    """A cluster with two gateways."""
    one = many_processes.processes["gateway"]
    port = free_port()
    own = {"PORT": str(port), "GUANJIA_METRICS_PORT": str(free_port())}
    environment = one.environment | own  # type: ignore[attr-defined]
    two = spawn("gateway-2", ["serve", "gateway"], environment, many_processes.home)
    other = Product(f"http://127.0.0.1:{port}", {"gateway-2": two}, many_processes.home)
    try:
        other.wait_ready(60)
        yield many_processes, other
    finally:
        two.kill()


def test_what_changes_while_a_page_is_being_fetched_is_not_lost(
    open_as: Open, product: Product
) -> None:
    reader = open_as("resident4", PHONE)
    reader.go("/my/repairs")
    shown = reader.page.locator("#live-repairs .rows > li")
    before = shown.count()
    held: list[tuple[Route, APIResponse]] = []
    slow = [True]

    def hold(route: Route) -> None:
        answer = route.fetch()
        if slow[0]:
            held.append((route, answer))
        else:
            route.fulfill(response=answer)

    reader.page.route("**/my/repairs", hold)
    cases.requested(product, "resident4")
    eventually(lambda: reader.page.wait_for_timeout(50) or held)
    reader.page.evaluate(HEAR)
    cases.requested(product, "resident4")
    eventually(lambda: reader.page.evaluate("window.heard"))
    reader.page.wait_for_timeout(1000)  # longer than the page waits before it asks
    slow[0] = False
    for route, answer in held:
        route.fulfill(response=answer)
    expect(shown).to_have_count(before + 2)


@pytest.mark.parametrize("trouble", ["busy", "unreachable"])
def test_what_could_not_be_fetched_is_fetched_again(
    open_as: Open, product: Product, trouble: str
) -> None:
    """Nothing else happens that would make the page ask for it."""
    reader = open_as("resident4", PHONE)
    reader.go("/my/repairs")
    shown = reader.page.locator("#live-repairs .rows > li")
    before = shown.count()
    refused: list[str] = []

    def refuse(route: Route) -> None:
        if len(refused) == 2:
            route.continue_()
            return
        refused.append(route.request.url)
        route.abort() if trouble == "unreachable" else route.fulfill(status=503, body="")

    reader.page.route("**/my/repairs", refuse)
    cases.requested(product, "resident4")
    expect(shown).to_have_count(before + 1, timeout=TIMEOUT)
    assert len(refused) == 2
    reader.complaints.clear()  # the browser notes what it could not get


def test_a_message_that_is_written_after_the_page_was_told_of_it_comes_onto_the_page(
    open_as: Open, product: Product
) -> None:
    """Notices are told of an event when the page is, and may be slower than the page."""
    engineer = open_as("engineer", PHONE)
    engineer.go("/messages")
    before = engineer.page.content()
    early: list[str] = []

    def answer(route: Route) -> None:
        if early:
            route.continue_()
        else:
            early.append(route.request.url)
            route.fulfill(body=before, content_type="text/html")

    engineer.page.route("**/messages", answer)
    made = dispatched(product)
    listed = engineer.page.locator("#live-messages li").filter(has_text=made["number"])
    expect(listed).to_have_count(1, timeout=TIMEOUT)
    assert early


def today(product: Product) -> datetime:
    """The product's present."""
    now = product.as_("admin").get("/demo/clock")["now"]
    return datetime.fromisoformat(now).astimezone(SHANGHAI)


def bill(reader: Reader, period: str, due: datetime) -> Locator:
    """Start a bill run by its page; the progress that it shows."""
    reader.go("/finance/bill-runs")
    reader.page.select_option("#period", period)
    reader.page.fill("#due_date", f"{due:%F}")
    reader.send("/finance/bill-runs")
    reader.page.check("input[name=looked]")
    reader.send("/finance/bill-runs/preview")
    return reader.page.locator("#live-run progress")


def next_year(product: Product) -> str:
    """A period that nobody has been billed for."""
    return str(today(product).year + 1)


def test_B01_a_bill_run_shows_its_progress_by_itself_until_it_is_done(
    open_as: Open, product: Product
) -> None:
    reader = open_as("finance", DESK)
    reader.page.add_init_script(WATCH)
    progress = bill(reader, next_year(product), today(product) + LATER)
    expect(progress).to_have_count(0, timeout=TIMEOUT)
    seen: list[float] = reader.page.evaluate("window.seen")
    assert seen and seen == sorted(seen) and seen[0] < 1
    reader.go("/finance/bill-runs")
    first = reader.page.locator("#live-runs tbody tr").first
    expect(first).to_contain_text("Done")


def test_B16_a_run_that_would_bill_nobody_is_not_offered(open_as: Open, product: Product) -> None:
    """Its preview says so, and what the months were billed with."""
    reader = open_as("finance", DESK)
    reader.go("/finance/bill-runs")
    reader.page.select_option("#period", next_year(product))
    reader.page.fill("#due_date", f"{today(product) + LATER:%F}")
    reader.send("/finance/bill-runs")
    assert "No household would get a bill" in reader.text()
    assert reader.page.locator("input[name=looked]").count() == 0


def test_R08_the_bell_of_an_engineer_counts_a_new_work_order_until_it_is_read(
    open_as: Open, product: Product
) -> None:
    engineer = open_as("engineer", PHONE)
    engineer.go("/account")
    bell = engineer.page.locator("#live-bell")
    made = dispatched(product)
    inbox = eventually(lambda: message_about(product, "engineer", made["number"]), 60)
    expect(bell).to_contain_text(f"{inbox['unread']} 条未读", timeout=TIMEOUT)
    engineer.click("#live-bell")
    engineer.click(f".rows li.unread a:has-text('{made['number']}')")
    expect(bell).to_contain_text(f"{inbox['unread'] - 1} 条未读")


def dispatched(product: Product) -> dict[str, Any]:
    """A repair that the engineer is sent to."""
    made = cases.requested(product, "resident2")
    desk, address = product.as_("receptionist"), f"/repairs/{made['id']}"
    desk.post(f"{address}/verify", {"chargeable": False})
    assignment = {"engineer_id": product.as_("engineer").get("/me")["id"], "replace": True}
    desk.post(f"{address}/dispatch", assignment)
    return dict(made)


def message_about(product: Product, username: str, number: str) -> dict[str, Any] | None:
    """The messages of somebody, once one of them is about this."""
    inbox: dict[str, Any] = product.as_(username).get("/me/messages")
    return inbox if any(number in each["title"] for each in inbox["items"]) else None


def test_C06_who_waits_too_long_is_counted_in_the_title(open_as: Open, product: Product) -> None:
    desk = open_as("receptionist", DESK)
    desk.go("/desk/")
    before = counted(desk)
    desk.page.fill("[name=note]", "红衣老人")
    desk.send("/desk/waits")
    waiting = desk.page.locator("#live-queue li").filter(has_text="红衣老人")
    expect(waiting).to_contain_text("Waiting")
    assert counted(desk) == before
    product.as_("admin").post("/demo/clock", {"advance": "PT4M"}, 200)
    expect(waiting).to_contain_text("Waiting too long", timeout=TIMEOUT)
    assert counted(desk) == before + 1
    desk.click("#live-queue li:has-text('红衣老人') button[value=served]")
    assert "红衣老人" not in desk.text()
    assert counted(desk) == before


def counted(reader: Reader) -> int:
    """How many call for somebody, as the page's title says."""
    found = re.match(r"\((\d+)\)", reader.page.title())
    return int(found[1]) if found else 0


def test_the_demo_clock_brings_dunning_steps_and_escalations_onto_the_pages(
    open_as: Open, product: Product
) -> None:
    due = today(product) + timedelta(days=8)
    bill_one_home(product, due)
    case = complaint(product)
    resident = open_as("resident1", PHONE)
    resident.go("/messages")
    messages = resident.page.locator("#live-messages li")
    day = f"{due.year}年{due.month}月{due.day}日到期"
    reminders = messages.filter(has_text=re.compile(f"缴费提醒 .*{day}"))
    demands = messages.filter(has_text=re.compile(f"欠费提醒 .*{day}"))
    assert reminders.count() == demands.count() == 0
    director = open_as("director", DESK)
    director.go(f"/desk/cases/{case['id']}")
    admin = open_as("admin", DESK)

    move(admin, "day")
    case_page = director.page.locator("main")
    expect(case_page).to_contain_text("Supervisor Told:", timeout=TIMEOUT)
    move(admin, "week")
    expect(case_page).to_contain_text("Director Told:", timeout=TIMEOUT)
    expect(reminders).to_have_count(1, timeout=TIMEOUT)
    assert demands.count() == 0  # not before it is due
    move(admin, "week")
    expect(demands).to_have_count(1, timeout=TIMEOUT)
    assert today(product) > due


def bill_one_home(product: Product, due: datetime) -> None:
    """Bill a resident alone, for something that nobody else has, for a period that all are billed
    for: reminders to everybody would be minutes of work when the clock moves."""
    finance, since = product.as_("finance"), f"{due.year - 2}-01-01"
    billed = finance.get("/bill-runs")["items"][-1]["period"]  # by the demonstration's first run
    item: dict[str, Any] = {
        "name": "宽带", "unit_type": "residential", "basis": "fixed", "price": "30.00",
        "assigned_only": True, "effective_from": since,
    }  # fmt: skip
    finance.post("/fee-items", item, 201)
    home = cases.household_of(product, "resident1")
    given = {"household_id": home, "name": item["name"], "starts_on": since}
    product.as_("supervisor").post("/fee-assignments", given, 201)
    run = finance.post("/bill-runs", {"period": billed, "due_date": f"{due:%F}"}, 202)
    done: dict[str, Any] = eventually(lambda: is_done(product, run["id"]), 120)
    assert done["billed"] == 1


def is_done(product: Product, bill_run_id: str) -> dict[str, Any] | None:
    """A bill run, once it is done."""
    run: dict[str, Any] = product.as_("finance").get(f"/bill-runs/{bill_run_id}")
    return run if run["status"] == "done" else None


def complaint(product: Product) -> dict[str, Any]:
    """One that nobody takes up."""
    made = product.as_("resident2").post(
        "/complaints",
        {
            "household_id": cases.household_of(product, "resident2"),
            "channel": "online",
            "kind": "complaint",
            "category": "renovation_noise",
            "description": "楼上周日早上七点开始敲墙",
            "wish": "请制止",
            "contact_name": "韩梅梅",
            "contact_phone": "13800000003",
        },
        201,
    )
    return dict(made)


def move(admin: Reader, step: str) -> None:
    """Move the clock on by a button of the header."""
    admin.page.set_default_timeout(5 * TIMEOUT)  # a week of two communities, on a busy machine
    admin.page.click(".clock summary")
    admin.click(f".clock button[value={step}]")


def test_what_is_done_at_one_gateway_shows_at_the_other(
    browser: Browser, doors: tuple[Product, Product]
) -> None:
    here, there = doors
    made = complaint(there)
    readers = [Reader(browser, here.url, DESK) for _ in range(2)]
    hearing, deaf = readers
    deaf.page.add_init_script(DEAF)
    for reader in readers:
        reader.log_in("resident2")
        reader.go(f"/my/complaints/{made['id']}")
        expect(reader.page.locator("#live-talk")).not_to_contain_text("Judged")
    judged = {"kind": "complaint", "valid": True, "gravity": "general", "urgency": "ordinary"}
    there.as_("receptionist").post(
        f"/complaints/{made['id']}/triage", judged | {"category": "renovation_noise"}
    )
    expect(hearing.page.locator("#live-talk")).to_contain_text("Judged", timeout=TIMEOUT)
    assert "Judged" not in deaf.text()  # so it was the stream that brought it
    for reader in readers:
        reader.close()
