"""P10: the PDF of a paper says what its page says."""

import re
from html import unescape
from typing import Any

import pytest

from contracts.billing import methods as billing
from contracts.papers import PaperKind
from contracts.roles import Role
from foundation import pdf
from gateway.paper_codes import paper_code
from tests.api.conftest import SECRET
from tests.api.stand_in import StandIn
from tests.unit.foundation.test_pdf import text_of
from tests.web.conftest import LogIn
from tests.web.test_printed import on_paper, papers
from tests.web.test_steps import LAWYER, LETTER, PATH

__all__ = ["papers"]

RECEIPT = "/my/bills/receipts/SJ-2026-000001"
OF_LETTERS = pytest.mark.usefixtures("letters")
PAGES = [
    (Role.RESIDENT, RECEIPT), (Role.RECEPTIONIST, "/desk/receipts/SJ-2026-000001"),
    (Role.FINANCE, "/finance/receipts/SJ-2026-000001"), (Role.RESIDENT, "/my/bills/b1"),
    (Role.FINANCE, "/finance/bills/b1"), (Role.RECEPTIONIST, "/desk/repairs/r1/paper"),
    (Role.ENGINEER, "/field/orders/r1/paper"), (Role.FINANCE, PATH),
]  # fmt: skip


@pytest.fixture
def letters(papers: StandIn) -> StandIn:
    """A letter besides."""
    papers.answers[billing.GET_LETTER.key] = LETTER
    papers.answers[billing.LIST_CANCEL_REQUESTS.key] = {"items": [], "next_cursor": None}
    return papers


def pdf_of(browsing: Any, path: str) -> str:
    """What the PDF of a page says."""
    answer = browsing.get(f"{path}?format=pdf")
    assert (answer.status_code, answer.content_type) == (200, "application/pdf")
    return text_of(answer.data)


@OF_LETTERS
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("role", "path"), PAGES)
def test_P10_page_and_pdf_say_the_same(log_in: LogIn, role: Role, path: str, language: str) -> None:
    browsing = log_in(role)
    browsing.send("/language", language=language)
    page = browsing.text(path)
    assert f'href="{path}?format=pdf"' in page
    seen = re.sub("<caption.*?</caption>|Printed on[^<]*|打印时间[^<]*", "", page)
    shown = unescape(on_paper(seen))
    said = pdf_of(browsing, path)
    missing = [word for word in shown.split() if word not in said]
    assert missing == []


@pytest.mark.parametrize("amount", ["1509.30", "9509.30"])
def test_P10_the_code_on_a_paper_goes_with_its_amount(
    log_in: LogIn, papers: StandIn, amount: str
) -> None:
    receipt = papers.answers[billing.GET_RECEIPT.key] | {"amount": amount}
    papers.answers[billing.GET_RECEIPT.key] = receipt
    code = paper_code(SECRET, PaperKind.RECEIPT, "SJ-2026-000001", amount, "2026-11-28")
    browsing = log_in(Role.RESIDENT)
    assert code in on_paper(browsing.text(RECEIPT)) and code in pdf_of(browsing, RECEIPT)


def test_P10_a_late_charge_leaves_the_code_of_a_bill_as_it_was(
    log_in: LogIn, papers: StandIn
) -> None:
    browsing = log_in(Role.RESIDENT)
    code = paper_code(SECRET, PaperKind.BILL, "ZD-2026-000001", "1500.00", "2026-10-01")
    assert code in on_paper(browsing.text("/my/bills/b1"))
    papers.answers[billing.GET_BILL.key] = papers.answers[billing.GET_BILL.key] | {
        "amount": "1520.00", "outstanding": "1520.00",
    }  # fmt: skip
    assert code in on_paper(browsing.text("/my/bills/b1"))


@OF_LETTERS
def test_P10_what_stays_in_the_house_has_no_code(log_in: LogIn, papers: StandIn) -> None:
    browsing = log_in(Role.FINANCE)
    assert "核验码" in on_paper(browsing.text(PATH))
    papers.answers[billing.GET_LETTER.key] = LAWYER
    assert "核验码" not in on_paper(browsing.text(PATH))


def test_P10_a_paper_that_cannot_be_drawn_says_so(
    log_in: LogIn, papers: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf.DRAWERS, "run_seconds", 0.001)
    answer = log_in(Role.RESIDENT).get(f"{RECEIPT}?format=pdf")
    assert answer.status_code == 503 and "请改用网页打印" in answer.get_data(as_text=True)


def test_B17_a_bill_says_how_it_is_paid_as_long_as_it_is_owed(
    log_in: LogIn, papers: StandIn
) -> None:
    browsing = log_in(Role.RESIDENT)
    text = on_paper(browsing.text("/my/bills/b1"))
    assert (
        "缴费方式" in text and "物业服务中心收费窗口" in text and "大写：人民币壹仟伍佰元整" in text
    )
    paid = papers.answers[billing.GET_BILL.key] | {"outstanding": "0.00"}
    papers.answers[billing.GET_BILL.key] = paid
    assert "缴费方式" not in on_paper(browsing.text("/my/bills/b1"))
