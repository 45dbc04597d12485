"""P02: an empty installation is opened in the browser, up to the preview of its first bill run."""

import re
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
from playwright.sync_api import Browser

from foundation.clock import local_date
from tests.browser.reader import TIMEOUT, Manner, Reader
from tests.support.product import Product, embedded
from tests.support.smtp import MailServer, mail_server

PASSWORD = "quiet-Harbour-lamp-58"
HOUSES = 9
HOMES = 900
COMPANY = {
    "name": "安居物业服务有限公司", "phone": "0571-88880000",
    "bank_account": "安居物业服务有限公司 建设银行 3300 1616 7810",
}  # fmt: skip
COMMUNITY = {
    "name": "春江苑", "code": "CJ", "address": "春江路8号", "service_phone": "0571-88881111",
    "hours": "08:00–20:00",
}  # fmt: skip
STAFF = {
    "finance": "李会", "receptionist": "何梅", "steward": "郑宇", "engineer": "吴强",
}  # fmt: skip
"""Whom the first administrator enters; she is the director herself."""

Come = Callable[[str], Reader]


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Product]:
    """The product as it is started the first time, without any data."""
    with embedded(tmp_path, demo=False) as running:
        yield running


@pytest.fixture
def mail() -> Iterator[MailServer]:
    """The company's mail server."""
    with mail_server() as server:
        yield server


@pytest.fixture
def come(browser: Browser, empty: Product) -> Iterator[Come]:
    """Somebody opens a one-time link, chooses user name and password, and logs in."""
    readers: list[Reader] = []

    def enter(path: str, username: str, **said: str) -> Reader:
        reader = Reader(browser, empty.url, MANNER)
        readers.append(reader)
        reader.go(path)
        fill(reader, username=username, password=PASSWORD, repeated=PASSWORD, **said)
        for role in reader.page.locator("input[name=roles]").all():
            role.check()
        reader.click("form.panel button")
        fill(reader, username=username, password=PASSWORD)
        reader.click("form.panel button")
        return reader

    yield enter  # type: ignore[misc]
    for reader in readers:
        reader.close()


MANNER = Manner("zh", 1280)


def fill(reader: Reader, **values: str) -> None:
    """Fill in fields by their names; a list is chosen from."""
    for name, value in values.items():
        field = reader.page.locator(f"main [name={name}]:visible").first
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def link_of(product: Product) -> str:
    """The path of the link that the console prints."""
    deadline = time.monotonic() + 30
    while not (found := re.search(r"/join/[\w-]+", product.logs())):
        assert time.monotonic() < deadline, product.logs()
        time.sleep(0.1)
    return found[0]


def states(reader: Reader) -> dict[str, str]:
    """What the checklist says of each step."""
    reader.go("/settings/opening")
    rows = reader.page.locator("main ol.rows > li").all_inner_texts()
    return {re.split(r"[ .\n]+", row)[1]: "已完成" if "已完成" in row else row for row in rows}


def sheet() -> bytes:
    """A spreadsheet of the community's homes."""
    memory = BytesIO()
    book = xlsxwriter.Workbook(memory)
    page = book.add_worksheet()
    page.write_row(0, 0, ["楼栋", "房号", "建筑面积", "业主姓名", "手机"])
    for number in range(HOMES):
        house, home = number % HOUSES + 1, number // HOUSES
        unit = f"1-{home // 4 + 1}0{home % 4 + 1}"
        name = "赵钱孙李周吴郑王"[number % 8] + "家" + "一二三四五六七八九"[number % 9]
        page.write_row(number + 1, 0, [
            f"{house}栋", unit, f"{80 + number % 60}.50", name, f"138{number:08d}",
        ])  # fmt: skip
    book.close()
    return memory.getvalue()


def test_P02_an_empty_installation_is_opened_in_the_browser(
    empty: Product, come: Callable[..., Reader], mail: MailServer
) -> None:
    admin = come(link_of(empty), "chen.li", name="陈立")
    assert admin.path() == "/settings/opening"
    assert set(states(admin)) == {
        "公司信息", "访问地址", "公章", "项目", "楼栋", "人员与账号", "住户档案", "收费项目",
        "服务时间", "值班表", "消息通道", "首次出账",
    }  # fmt: skip

    admin.go("/settings/company")
    fill(admin, **COMPANY, public_url=empty.url)
    admin.send("/settings/company")

    admin.go("/settings/communities")
    admin.click("main table a")
    fill(admin, **COMMUNITY, buildings="\n".join(f"{one}栋" for one in range(1, HOUSES + 1)))
    admin.click('main form[action*="/settings/communities/"] button')

    links = {role: invited(admin, role, name) for role, name in STAFF.items()}

    admin.go("/settings/channels/email")
    host, port = re.findall(r"//([\d.]+):(\d+)", mail.url)[0]
    admin.page.check("input[name=mode][value=insecure]")
    fill(admin, host=host, port=port, sender="desk@example.org")
    admin.send("/server")
    fill(admin, to="chen.li@example.org")
    admin.send("/test")
    assert "测试通过" in admin.text() and len(mail.received) == 1

    admin.page.set_default_timeout(4 * TIMEOUT)  # 900 homes, on a busy machine
    admin.go("/finance/import")
    admin.page.set_input_files(
        "input[type=file]", {"name": "业主.xlsx", "mimeType": XLSX, "buffer": sheet()}
    )
    admin.click("main form[enctype] button")
    assert f"{HOMES}" in admin.text()
    admin.click("main form button.btn-primary")

    tomorrow = local_date(datetime.now(UTC)) + timedelta(days=1)
    admin.go(f"/manage/roster?day={tomorrow}")
    admin.page.get_by_label(STAFF["receptionist"]).check()
    admin.click("button[name=to][aria-label*=前台值班]:visible")

    finance = come(links["finance"], "li.hui")
    for role in ("receptionist", "steward", "engineer"):
        come(links[role], f"{role}.one")

    finance.go("/finance/fee-items")
    finance.page.click("#new-price summary")
    fill(finance, name="物业费", name_en="Property fee", price="2.10")
    fill(finance, effective_from="2026-01-01", basis="area")
    finance.click('main form[action$="/finance/fee-items"] button')
    finance.go("/finance/bill-runs")
    fill(finance, period="2027-Q1", due_date="2027-02-28")
    finance.click('main form[action$="/finance/bill-runs"] button')
    wait_for_all(finance)

    said = states(admin)
    assert [said.pop(one) for one in ("首次出账", "公章")].count("已完成") == 0
    assert set(said.values()) == {"已完成"}, said


def wait_for_all(finance: Reader) -> None:
    """Billing hears of the homes one after another; the preview says of how many it knows."""
    deadline = time.monotonic() + 120
    while f"\n{HOMES}\n" not in finance.text():
        assert time.monotonic() < deadline, finance.text()
        time.sleep(1)
        finance.page.reload()


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def invited(admin: Reader, role: str, name: str) -> str:
    """Enter somebody; the path of the link that is printed for them."""
    admin.go("/settings/people")
    admin.page.click("#new summary")
    fill(admin, name=name)
    admin.page.check(f'input[name=held][value^="{role}"]')
    admin.click("#new form button")
    admin.send("/invitation")
    return re.findall(r"/join/[\w-]+", admin.text())[0]
