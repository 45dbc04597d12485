"""B19: the pages of what former owners owe, and the closing statement on paper."""

import pytest

from tests.api.stand_in import StandIn
from tests.web.conftest import LogIn
from tests.web.test_printed import HEAD, on_paper

FOUND = {
    "household_id": "h1-3f9a1c", "building": "1栋", "unit": "1-101", "name": "王芳",
    "number": "JZ-20261102-3F9A1C",
    "owner_until": "2026-11-02", "on": "2026-11-28", "owed_then": "100.00", "owed_now": "60.00",
    "credit_then": "130.00", "balance_then": "-30.00", "community_id": "n1",
    "bills": [{
        "number": "ZD-2026-000001", "period": "2026-10", "due_date": "2026-11-30",
        "issued_amount": "100.00", "owed_then": "100.00", "owed_now": "60.00",
    }],
}  # fmt: skip
HOME = {
    "household_id": "h1-3f9a1c", "building": "1栋", "unit": "1-101",
    "owner_since": "2026-11-02T10:00:00+08:00",
    "debtors": [{"debtor_id": "m1", "name": "王芳", "bills": 1, "outstanding": "60.00",
                 "oldest_due_date": "2026-11-30", "tenant": False},
                {"debtor_id": "m2", "name": "李雷", "bills": 1, "outstanding": "80.00",
                 "oldest_due_date": "2026-12-30", "tenant": True}],
}  # fmt: skip
STATEMENT = "/finance/households/h1-3f9a1c/closing-statement?debtor_id=m1"


@pytest.fixture
def debts(services: StandIn) -> StandIn:
    services.answers |= {
        "billing.list_former_debts": {"items": [HOME], "next_cursor": None},
        "billing.closing_statement": FOUND,
        "directory.paper_head": HEAD,
        "directory.list_buildings": {"items": []},
    }
    return services


@pytest.mark.parametrize("role", ["finance", "supervisor"])
def test_B19_the_list_leads_to_the_closing_statement(
    log_in: LogIn, debts: StandIn, role: str
) -> None:
    text = log_in(role).text("/finance/former-debts")
    assert "王芳" in text and "60.00" in text and STATEMENT in text
    assert "李雷（租户）" in text and "debtor_id=m2" not in text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_B19_the_closing_statement_is_a_chinese_paper_to_post(
    log_in: LogIn, debts: StandIn, language: str
) -> None:
    finance = log_in("finance")
    finance.client.set_cookie("language", language)
    text = on_paper(finance.text(STATEMENT))
    for said in (
        "结账单", "王芳", "1栋 1-101", "2026年11月2日", "ZD-2026-000001", "¥60.00", "应退余额",
        "¥30.00", "邮寄地址：", "某某物业有限公司", "JZ-20261102-3F9A1C", "陆拾元整", "核验码",
    ):  # fmt: skip
        assert said in text, said
    pdf = finance.get(f"{STATEMENT}&format=pdf")
    assert pdf.status_code == 200 and pdf.get_data().startswith(b"%PDF")


def test_B19_the_desk_has_no_page_of_it(log_in: LogIn, debts: StandIn) -> None:
    for path in ("/finance/former-debts", STATEMENT):
        assert log_in("receptionist").get(path).status_code == 403
