"""B12: letters and lawyers' papers are made at their step, numbered without gaps, and kept."""

from typing import Any

import pytest
from sqlalchemy import text, update
from sqlalchemy.exc import DBAPIError

from contracts.billing.methods import GET_LETTER
from foundation.errors import Forbidden, NotFound
from foundation.storage.tables import community_replica, company_replica
from tests.operations.billing.conftest import Office
from tests.support.community import HERE

Paper = dict[str, Any]
FILLED_IN = {
    "paper_account": "某银行某支行 0001",
    "paper_contract_clause": "《前期物业服务合同》第七条",
}
REPAIR = {
    "repair_id": "r1", "number": "WX-2026-000007", "household_id": "h1", "amount": "180.00",
    "lines": [
        {"item": "更换阀芯", "quantity": "2", "unit_price": "90.00", "amount": "180.00"},
    ],
}  # fmt: skip


def fill_in(office: Office) -> None:
    for name, value in FILLED_IN.items():
        office.call("change_policy", office.actor("director"), name=name, value=value)
    with office.store.write() as uow:
        uow.session.execute(update(company_replica).values(name="厦门某物业有限公司"))
        uow.session.execute(update(community_replica).values(name="观澜花园"))


def steps(office: Office, household_id: str = "h1") -> list[Paper]:
    return list(office.call("list_steps", office.supervisor, household_id=household_id)["items"])


def paper(office: Office, step: str = "letter", household_id: str = "h1") -> Paper:
    (one,) = [each for each in steps(office, household_id) if each["step"] == step]
    return dict(office.call("get_letter", office.supervisor, step_id=one["id"]))


def to_letter(office: Office) -> None:
    """Live until D+15, with a visit at each door."""
    office.arrive("2026-11-23")
    office.go_to("2026-12-02")
    office.call_upon()
    office.call_upon(household_id="h2")
    office.go_to("2026-12-15")


def test_B12_a_letter_has_all_that_is_asked_of_it(billed: Office) -> None:
    fill_in(billed)
    to_letter(billed)
    made = paper(billed)
    assert (made["number"], made["step"], made["on"]) == (
        "CJ-2026-000001", "letter", "2026-12-15",
    )  # fmt: skip
    assert (made["home"], made["missing"]) == ("1栋1单元101室", ["telephone"])
    assert made["owner_name"] and made["evidence"] == []
    (debt,) = made["debts"]
    assert (debt["named"], debt["principal"], debt["late_charge"], debt["due_date"]) == (
        "2026年第4季度物业费", "300.00", "0.00", "2026-11-30",
    )  # fmt: skip
    assert debt["late_terms"] == "自2026年12月31日起按日万分之五"
    assert debt["items"][0]["name"] == "物业费" and debt["items"][0]["explanation"]
    assert (made["total"], made["total_in_words"]) == ("300.00", "人民币叁佰元整")
    assert FILLED_IN["paper_contract_clause"] in made["paragraphs"][0]
    assert any("第九百四十四条" in one for one in made["paragraphs"])


def test_B12_numbers_have_no_gaps_and_one_step_has_one_paper(billed: Office) -> None:
    to_letter(billed)
    numbers = [paper(billed, household_id=one)["number"] for one in ("h1", "h2")]
    assert sorted(numbers) == ["CJ-2026-000001", "CJ-2026-000002"]
    by_step = {one["step"]: one["letter_number"] for one in steps(billed)}
    assert by_step == {"reminder": None, "message": None, "visit": None, "letter": numbers[0]}
    (reminder,) = [one for one in steps(billed) if one["step"] == "reminder"]
    with pytest.raises(NotFound):
        billed.call("get_letter", billed.supervisor, step_id=reminder["id"])


def test_B12_a_letter_that_is_held_back_uses_no_number(billed: Office) -> None:
    clause = "合同第七条，欠费将停水停电"
    billed.call(
        "change_policy", billed.actor("director"), name="paper_contract_clause", value=clause
    )
    to_letter(billed)
    assert "letter" not in billed.steps()
    fill_in(billed)
    billed.go_to("2026-12-16")
    numbers = {paper(billed, household_id=one)["number"] for one in ("h1", "h2")}
    assert numbers == {"CJ-2026-000001", "CJ-2026-000002"}


def test_B12_B14_one_letter_for_all_debts_and_a_repair_is_called_so(billed: Office) -> None:
    billed.receives("on_repair_charge_due", **REPAIR)  # due on 2026-12-02
    to_letter(billed)
    made = paper(billed)
    assert [debt["named"] for debt in made["debts"]] == [
        "2026年第4季度物业费", "有偿维修费（更换阀芯）",
    ]  # fmt: skip
    repair = made["debts"][1]
    assert (repair["late_from"], repair["late_terms"], repair["principal"]) == (None, "", "180.00")
    assert repair["items"][0]["explanation"].startswith("维修 WX-2026-000007")
    assert made["total"] == "480.00"
    assert any("不属于物业费，不计违约金" in one for one in made["paragraphs"])


def test_B12_a_letter_stays_as_it_was(billed: Office) -> None:
    to_letter(billed)
    before = paper(billed)
    billed.pay("300.00")
    fill_in(billed)
    assert paper(billed) == before
    for change in ("UPDATE dunning_papers SET number = 'x'", "DELETE FROM dunning_papers"):
        with pytest.raises(DBAPIError, match="append-only"), billed.store.write(scope=HERE) as uow:
            uow.session.execute(text(change))


def test_B12_the_paper_for_a_lawyer_has_the_record_one_by_one(billed: Office) -> None:
    least = {
        "reminder": "1",
        "message": "1",
        "visit": "50",
        "letter": "100",
        "lawyer_letter": "100",
    }
    billed.call("change_policy", billed.actor("director"), name="dunning_least", value=least)
    bill = billed.bill()
    billed.receives(
        "on_bill_delivered", bill_id=bill["id"], household_id="h1", channel="paper",
        delivered_at="2026-11-05T10:00:00+08:00", delivered_by="赵管家", receipt="王芳签收",
    )  # fmt: skip
    billed.arrive("2026-11-23")
    billed.go_to("2026-12-02")
    billed.call_upon(
        "promise", promise_date="2026-12-10", promise_amount="300.00", remark="月底发薪"
    )
    billed.call_upon(household_id="h2")
    billed.go_to("2027-02-10")
    made = paper(billed, "lawyer_letter")
    assert made["number"].startswith("LS-2027-") and made["paragraphs"] == []
    assert made["late_charge"] > "1.00" and made["debts"][0]["principal"] == "300.00"
    found = [(one["kind"], one["at"][:10]) for one in made["evidence"]]
    assert found[:6] == [
        ("bill", "2026-11-02"), ("delivery", "2026-11-05"), ("told", "2026-11-23"),
        ("told", "2026-12-01"), ("visit", "2026-12-02"), ("agreement", "2026-12-02"),
    ]  # fmt: skip
    assert [kind for kind, _ in found[6:]] == ["told"]
    facts = [one["fact"] for one in made["evidence"]]
    assert "签收记录：王芳签收" in facts[1] and "住户承诺缴费，备注：月底发薪" in facts[4]
    assert "2026年12月10日前¥300.00，未履约" in facts[5]
    assert made["evidence"][6]["reference"].startswith("CJ-")
    assert all(bill["number"] in str(one) for one in made["evidence"][:4])
    assert "240.00" not in str(made) and "h2" not in str(made)  # a neighbour's record


def test_B12_without_a_visit_no_paper_has_one(billed: Office) -> None:
    billed.arrive("2026-11-23")
    billed.go_to("2027-02-20")
    made = paper(billed)
    assert "上门" not in str(made["paragraphs"]) and made["evidence"] == []


def test_B11_a_repair_bears_a_late_charge_only_where_agreed(office: Office) -> None:
    office.receives("on_repair_charge_due", **REPAIR)
    office.arrive("2027-01-09")
    assert office.bill()["outstanding"] == "180.00"
    agreed = {"name": "late_charge_on_repairs", "value": True}
    office.call("change_policy", office.actor("director"), **agreed)
    office.go_to("2027-01-10")
    assert office.bill()["outstanding"] == "180.81"  # 9 days from 2027-01-02 on


@pytest.mark.parametrize("role", ["receptionist", "steward", "engineer", "inspector", "resident"])
def test_B12_a_letter_is_for_who_answers_for_it(billed: Office, role: str) -> None:
    to_letter(billed)
    (one,) = [each for each in steps(billed) if each["step"] == "letter"]
    with pytest.raises(Forbidden):
        billed.call("get_letter", billed.actor(role), step_id=one["id"])
    assert {str(each) for each in GET_LETTER.roles} == {
        "supervisor", "finance", "deputy_manager", "director",
    }  # fmt: skip
