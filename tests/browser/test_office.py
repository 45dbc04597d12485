"""Managers, finance and notices at a browser: acknowledge, approve, void, import, download."""

import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.reader import Manner
from tests.support.product import Product

ZH, EN, PLAIN = Manner("zh", 1280), Manner("en", 1280), Manner("en", 360, scripts=False)
BOTH = (ZH, EN)


@pytest.mark.parametrize("manner", [ZH, PLAIN], ids=str)
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


@pytest.mark.parametrize("manner", BOTH, ids=str)
def test_N01_a_notice_is_written_approved_and_published_by_different_people(
    open_as: Open, manner: Manner
) -> None:
    title = f"电梯年检安排 {manner}"
    writer = open_as("supervisor", manner)
    writer.go("/notices/")
    writer.click('a[href="/notices/new"]')
    writer.page.select_option("#kind", "major")
    writer.page.fill("#title", title)
    writer.page.fill("#body", "本周六上午电梯年检，请走楼梯。")
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


@pytest.mark.parametrize("manner", BOTH, ids=str)
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


@pytest.mark.parametrize("manner", [ZH, PLAIN], ids=str)
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
    reader.page.check("#accept_valid")
    reader.click('form[action="/finance/import"] button')
    found = product.as_("finance").get("/households", q=unit)
    assert [item["unit"] for item in found["items"]] == [unit]


@pytest.mark.parametrize("manner", BOTH, ids=str)
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


@pytest.mark.parametrize("manner", BOTH, ids=str)
def test_B01_a_due_date_of_the_past_is_refused_beside_its_field(
    open_as: Open, manner: Manner
) -> None:
    reader = open_as("finance", manner)
    reader.go("/finance/bill-runs")
    reader.page.fill("#due_date", f"{date.today().year - 1}-01-31")  # noqa: DTZ011
    reader.click('form[action="/finance/bill-runs"] button')
    expect(reader.page.locator("#due_date-error")).to_be_visible()
    assert reader.page.input_value("#due_date").endswith("-01-31")
