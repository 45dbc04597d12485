"""Managers, finance and notices at a browser: acknowledge, approve, void, import, download."""

import os
import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.browser import cases
from tests.browser.conftest import Open
from tests.browser.reader import Manner, Reader
from tests.support.photos import png
from tests.support.product import Product

PDF = b"%PDF-1.7\n1 0 obj<</Type /Catalog>>endobj"
EN = Manner("en", 1280)
DECIDE = 'form[action^="/finance/void-requests/"] button'


def test_X09_a_director_acknowledges_what_was_told_to_him(open_as: Open, manner: Manner) -> None:
    reader = open_as("director", manner)
    reader.click('main a[href="/manage/escalations"]')
    before = reader.page.locator(".case").count()
    number = reader.page.locator(".case a").first.inner_text()
    reader.page.locator(".case form button").first.click()
    reader.page.wait_for_load_state("load")
    reader.look()
    assert reader.page.locator(".case").count() == before - 1
    said = {"zh": f"{number} 已签收。", "en": f"{number} is acknowledged."}
    expect(reader.page.get_by_role("status").first).to_have_text(said[manner.language])


@pytest.mark.width(1280)
def test_N01_a_notice_is_written_approved_and_published_by_different_people(
    open_as: Open, manner: Manner
) -> None:
    title = f"电梯年检安排 {manner}"
    writer = open_as("supervisor", manner)
    writer.go("/notices/")
    writer.click('a[href="/notices/new"]')
    writer.page.select_option("#kind", "major")
    writer.page.fill("#title", title)
    writer.page.fill("#body", "2026年12月12日（周六）9:00–11:00电梯年检，请走楼梯。")
    writer.click('form[action="/notices/new"] button')
    address = writer.path()
    writer.send("/submit")
    assert writer.page.locator('form[action$="/approve"]').count() == 0

    director = open_as("director", manner)
    director.go("/manage/approvals")
    director.click(f"a:has-text('{title}')")
    assert director.path() == address
    director.send("/approve")
    director.send("/publish")
    director.click(f'a[href="{address}/reach"]')
    assert director.page.locator("tbody tr").count() > 0


def test_N01_a_notice_is_sent_back_and_its_author_sees_why(
    open_as: Open, product: Product, manner: Manner
) -> None:
    title = f"消防演练安排 {manner}"
    draft = {
        "kind": "major", "title": title, "body": "2026年12月13日（周日）10:00消防演练，请勿惊慌。",
        "audience": {"everyone": True}, "channels": ["portal"],
    }  # fmt: skip
    made = product.as_("steward").post("/notices", draft, 201)
    product.as_("steward").post(f"/notices/{made['id']}/submit")
    address = f"/notices/{made['id']}"

    director = open_as("director", manner)
    director.go(address)
    director.page.click('details:has(form[action$="/send-back"]) summary')
    director.send("/send-back")
    assert director.page.locator("#remark-error").count() == 1
    director.page.fill("#remark", "请写明集合地点")
    director.send("/send-back")
    assert director.page.locator('form[action$="/approve"]').count() == 0

    author = open_as("steward", manner)
    author.go("/notices/")
    said = {"zh": "已退回", "en": "Sent back"}[manner.language]
    assert said in author.page.locator(f"tr:has-text('{title}')").inner_text()
    author.click(f"tr:has-text('{title}') a")
    assert "请写明集合地点" in author.text()
    author.click(f'a[href="{address}/edit"]')
    author.page.fill("#body", "2026年12月13日（周日）10:00消防演练，集合地点为中心广场。")
    author.click(f'form[action="{address}/edit"] button.btn-primary')
    author.send("/submit")
    director.go(address)
    director.send("/approve")
    assert "请写明集合地点" not in director.text()


def test_P09_a_notice_is_published_with_a_photo_and_a_paper_that_residents_open(
    open_as: Open, product: Product, manner: Manner, tmp_path: Path
) -> None:
    photo, paper = tmp_path / "plan.png", tmp_path / "plan.pdf"
    photo.write_bytes(png())
    paper.write_bytes(PDF)
    draft = {
        "kind": "notice", "title": f"停车位调整 {manner}", "body": "12月14日起按附图停车。",
        "audience": {"everyone": True}, "channels": ["portal"],
    }  # fmt: skip
    address = f"/notices/{product.as_('steward').post('/notices', draft, 201)['id']}"
    author = open_as("steward", manner)
    author.go(address)
    author.page.click("details:has(form[action$='/attachments']) > summary")
    author.page.set_input_files("#attachments", [photo, photo, paper])
    author.send("/attachments")
    assert author.page.locator(".photos a").count() == 3
    author.page.locator(".photos form button").first.click()
    expect(author.page.locator(".photos a")).to_have_count(2)
    author.look()
    author.send("/submit")
    assert author.page.locator(".photos form, form[action$='/attachments']").count() == 0
    supervisor = open_as("supervisor", manner)
    supervisor.go(address)
    supervisor.send("/publish")

    reader = open_as("resident2", manner)
    reader.go(f"/my{address}")
    assert reader.page.locator(".photos img").count() == 1
    assert reader.page.locator(".photos form").count() == 0
    named = reader.page.get_attribute(".photos a:has(.paper)", "href")
    got = reader.context.request.get(f"{named}")
    assert got.body() == PDF and got.headers["cache-control"] == "private, no-store"


@pytest.mark.width(1280)
def test_X14_a_figure_leads_to_its_cases_and_these_to_the_case(
    open_as: Open, manner: Manner
) -> None:
    reader = open_as("deputy_manager", manner)
    reader.go("/manage/figures/complaints")
    figure = reader.page.locator("table").nth(1).locator("tbody a").first
    count = int(figure.inner_text())
    with reader.page.expect_navigation():
        figure.click()
    reader.look()
    assert reader.page.locator("tbody tr").count() == count
    reader.click("tbody a")
    assert re.match(r"/desk/cases/", reader.path())


def test_X14_a_download_is_a_spreadsheet_with_the_rows_of_the_page(
    open_as: Open, tmp_path: Path
) -> None:
    reader = open_as("finance", EN)
    reader.go("/finance/receipts?method=alipay")
    shown = reader.page.locator("tbody tr td:first-child").all_inner_texts()
    with reader.page.expect_download() as download:
        reader.page.click('a[href*="format=xlsx"]')
    file = tmp_path / "receipts.xlsx"
    download.value.save_as(file)
    rows = list(openpyxl.load_workbook(file).worksheets[0].iter_rows(values_only=True))
    assert [row[0] for row in rows[1 : 1 + len(shown)]] == shown
    assert {row[5] for row in rows[1:]} == {"Alipay"}


def test_D01_an_import_shows_what_each_row_would_do_before_it_does_it(
    open_as: Open, product: Product, tmp_path: Path, manner: Manner
) -> None:
    file = tmp_path / "households.xlsx"
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    unit = f"9-{manner.width}1"
    sheet.append(["楼栋", "房号", "建筑面积", "业主姓名", "手机"])
    sheet.append(["1栋", unit, 88, "周新", "13800009999"])
    sheet.append(["1栋", "9-102", 0, "周旧", "123"])
    book.save(file)
    reader = open_as("finance", manner)
    reader.go("/finance/import")
    reader.page.set_input_files("#file", file)
    reader.click('form[action="/finance/import"] button')
    assert unit in reader.text() and {"zh": "新增", "en": "New"}[manner.language] in reader.text()
    found = product.as_("finance").get("/households", q=unit)
    assert found["items"] == []
    reader.click('form[action="/finance/import"] button')  # the box is not ticked
    said = {"zh": "尚未导入", "en": "Nothing was imported"}[manner.language]
    assert said in reader.page.locator(".error").inner_text()
    assert unit in reader.text() and reader.page.locator("tbody tr").count() == 3
    if folder := os.environ.get("GUANJIA_PICTURES"):
        reader.page.screenshot(path=f"{folder}/import-{manner}.png", full_page=True)
    assert product.as_("finance").get("/households", q=unit)["items"] == []
    reader.page.check("#accept_valid")
    reader.click('form[action="/finance/import"] button')
    found = product.as_("finance").get("/households", q=unit)
    assert [item["unit"] for item in found["items"]] == [unit]


@pytest.mark.width(1280)
def test_B07_a_receipt_is_voided_by_somebody_who_did_not_take_the_money(
    open_as: Open, product: Product, manner: Manner
) -> None:
    paid = product.as_("finance").get("/payments", method="transfer")["items"]
    number = next(one["receipt_number"] for one in paid if not one["voided"])
    reader = open_as("finance", manner)
    reader.go(f"/finance/receipts/{number}")
    reader.page.click("details.panel summary")
    reader.send("/void")
    assert reader.page.locator(".error").count() == 1
    reader.page.fill("#reason", "金额录错")
    reader.send("/void")
    assert {"zh": "已作废", "en": "is void"}[manner.language] in reader.text()
    assert reader.page.locator("details.panel").count() == 0


def requested_repair(open_as: Open, product: Product, manner: Manner) -> tuple[Reader, str]:
    """A receptionist who has taken money and asked for the receipt to be voided; its number."""
    home = cases.household_of(product, "resident1")
    money = {"household_id": home, "amount": "12.00", "method": "cash"}
    paid = product.as_("receptionist").post("/payments", money, 201)
    number = str(paid["receipt_number"])
    desk = open_as("receptionist", manner)
    desk.go(f"/desk/receipts/{number}")
    desk.page.click("details.panel summary")
    desk.send("/ask-void")
    assert desk.page.locator(".error").count() == 1
    desk.page.fill("#reason", "金额录错")
    desk.send("/ask-void")
    said = {"zh": "申请作废：金额录错", "en": "asked for a void. 金额录错"}
    assert said[manner.language] in desk.text()
    assert desk.page.locator("details.panel").count() == 0
    return desk, number


def decides(open_as: Open, manner: Manner, number: str) -> Reader:
    """A supervisor before the request, found among what waits for approval."""
    supervisor = open_as("supervisor", manner)
    supervisor.go("/manage/approvals")
    supervisor.click(f"main a:has-text('{number}')")
    assert re.match(r"/finance/void-requests/", supervisor.path())
    return supervisor


def test_B07_the_desk_asks_for_a_void_and_a_supervisor_agrees(
    open_as: Open, product: Product, manner: Manner
) -> None:
    desk, number = requested_repair(open_as, product, manner)
    supervisor = decides(open_as, manner, number)
    supervisor.page.check('input[name="approve"][value="true"]')
    supervisor.click(DECIDE)
    assert supervisor.path() == "/finance/void-requests"
    supervisor.go("/manage/approvals")
    assert number not in supervisor.text()
    desk.go(f"/desk/receipts/{number}")
    assert {"zh": "已作废", "en": "was voided"}[manner.language] in desk.text()


@pytest.mark.width(1280)
def test_B07_a_supervisor_who_does_not_agree_says_why_to_the_desk(
    open_as: Open, product: Product, manner: Manner
) -> None:
    desk, number = requested_repair(open_as, product, manner)
    supervisor = decides(open_as, manner, number)
    supervisor.page.check('input[name="approve"][value="false"]')
    supervisor.click(DECIDE)
    assert supervisor.page.locator("#remark-error").count() == 1
    supervisor.page.fill("#remark", "与现金核对无误")
    supervisor.click(DECIDE)
    desk.go(f"/desk/receipts/{number}")
    assert "与现金核对无误" in desk.text()
    assert desk.page.locator("details.panel").count() == 1  # may ask anew


@pytest.mark.width(1280)
def test_B01_a_due_date_of_the_past_is_refused_beside_its_field(
    open_as: Open, manner: Manner
) -> None:
    reader = open_as("finance", manner)
    reader.go("/finance/bill-runs")
    reader.page.fill("#due_date", f"{date.today().year - 1}-01-31")  # noqa: DTZ011
    reader.click('form[action="/finance/bill-runs"] button')
    expect(reader.page.locator("#due_date-error")).to_be_visible()
    assert reader.page.input_value("#due_date").endswith("-01-31")


@pytest.mark.width(1280)
def test_X12_a_supervisor_looks_into_what_looks_concealed_and_gives_a_verdict(
    open_as: Open, product: Product, manner: Manner
) -> None:
    said = {"zh": ("无依据降级", "属实"), "en": ("Made lighter", "Concealment confirmed")}
    rule, confirmed = said[manner.language]
    found = cases.lightened(product)
    reader = open_as("supervisor", manner)
    reader.go("/manage/")
    reader.click('a[href="/manage/concealment"]')
    address = f"/manage/concealment/{found['id']}"
    reader.click(f'a[href="{address}"]')
    assert rule in reader.page.inner_text("h1")
    assert reader.page.locator(f'a[href="/desk/cases/{found["about_id"]}"]').count() == 1
    reader.page.check("[name=verdict][value=confirmed]")
    reader.page.fill("#reason", "积水属实，不应降级")
    reader.send(address)
    assert reader.page.locator("#consequence-error").count() == 1
    assert reader.page.input_value("#reason") == "积水属实，不应降级"
    reader.page.fill("#consequence", "约谈当事人，当月绩效扣分")
    reader.send(address)
    assert confirmed in reader.text() and "约谈当事人" in reader.text()
    assert reader.page.locator(f'form[action="{address}"]').count() == 0
    reader.go("/manage/figures/complaints")
    assert reader.page.locator('a[href*="/manage/concealment?"]').count() >= 2
