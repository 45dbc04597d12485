"""What residents do about money, notices and their household, in every manner of reading."""

import re

from tests.browser import cases
from tests.browser.conftest import Open
from tests.browser.reader import Manner
from tests.support.product import Product, eventually

HAN = re.compile(r"[\u4e00-\u9fff]")


def test_a_resident_sees_what_is_owed_and_how_each_line_was_worked_out(
    open_as: Open, manner: Manner
) -> None:
    reader = open_as("resident1", manner)
    assert "¥" in reader.page.inner_text(".owed .money-big")
    reader.click("nav.tabs a[href='/my/bills']")
    reader.click(".rows a[href^='/my/bills/']")
    explained = reader.page.inner_text(".explained >> nth=0")
    assert "118.25 m²" in explained and "2.80" in explained and "993.30" in explained
    assert bool(HAN.search(explained)) == (manner.language == "zh")
    assert "¥993.30" in reader.text()


def test_a_resident_pays_a_part_and_gets_a_receipt(open_as: Open, manner: Manner) -> None:
    reader = open_as("resident1", manner)
    reader.click(".owed a[href^='/my/bills/pay/']")
    reader.page.fill("#amount", "12.34")
    reader.page.check("input[value=alipay]")
    reader.send(reader.path())
    assert re.fullmatch(r"/my/bills/receipts/SJ-GL-\d{4}-\d{6}", reader.path())
    assert "¥12.34" in reader.text()
    assert {"zh": "支付宝", "en": "Alipay"}[manner.language] in reader.text()
    reader.click(".buttons a[href^='/my/bills/']")


def test_B10_paying_twice_with_one_form_pays_once(open_as: Open, manner: Manner) -> None:
    reader = open_as("resident1", manner)
    reader.click(".owed a[href^='/my/bills/pay/']")
    form = reader.path()
    once = reader.page.input_value(f'form[action="{form}"] input[name=once]')
    token = reader.page.input_value(f'form[action="{form}"] input[name=csrf_token]')
    receipts = []
    for _ in range(2):
        answer = reader.context.request.post(
            form,
            form={"once": once, "csrf_token": token, "amount": "1.11", "method": "wechat"},
            headers={"Accept": "text/html"},
            max_redirects=0,
        )
        assert answer.status == 303
        receipts.append(answer.headers["location"])
    assert receipts[0] == receipts[1]


def test_an_amount_that_is_none_is_refused_beside_its_field(open_as: Open, manner: Manner) -> None:
    reader = open_as("resident1", manner)
    reader.click(".owed a[href^='/my/bills/pay/']")
    reader.page.fill("#amount", "zwölf")
    reader.send(reader.path())
    words = {"zh": "应为数字", "en": "Not a valid number"}[manner.language]
    assert words in reader.page.inner_text("#amount-error")
    assert reader.page.input_value("#amount") == "zwölf"


def test_N04_a_resident_reads_a_notice_and_confirms_it(
    open_as: Open, product: Product, manner: Manner
) -> None:
    title = f"水泵检修 {manner}"
    cases.published(product, title)
    reader = open_as("resident2", manner)
    reader.click("nav.tabs a[href='/my/notices']")
    unread = reader.page.inner_text(".rows li.unread >> nth=0")
    assert title in unread
    reader.click(f".rows a:has-text('{title}')")
    reader.send("/acknowledge")
    assert reader.page.locator(".asks .tone-good").count() == 1
    reader.click("nav.tabs a[href='/my/notices']")
    assert reader.page.locator(f".rows li.unread:has-text('{title}')").count() == 0


def test_D02_a_phone_number_is_changed_only_with_the_password(
    open_as: Open, manner: Manner
) -> None:
    reader = open_as("resident5", manner)
    reader.click("a[href='/my/households']")
    reader.click(".rows a[href^='/my/households/']")
    last = f"{sum(str(manner).encode()) % 10_000:04}"
    for password, changes in (("wrong", False), ("guanjia-demo", True)):
        reader.page.fill("#phone", f"1380000{last}")
        reader.page.fill("#password", password)
        reader.send(reader.path())
        assert (f"138****{last}" in reader.text()) == changes
        assert bool(reader.page.locator("#password-error").count()) == (not changes)


def test_a_resident_reads_the_messages(open_as: Open, product: Product, manner: Manner) -> None:
    paid = {"amount": "0.50", "method": "wechat"}
    resident = product.as_("resident1")
    [home] = resident.get("/me")["household_ids"]
    number = resident.post("/payments", paid | {"household_id": home})["receipt_number"]
    eventually(lambda: number in str(resident.get("/me/messages")["items"]))
    reader = open_as("resident1", manner)
    reader.click("a[href='/messages']")
    reader.click(".rows a[href^='/messages/'] >> nth=0")
    message = reader.page.inner_text("article")
    assert bool(HAN.search(message)) or manner.language == "en"
