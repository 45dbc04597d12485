"""B12: how a formal letter was delivered (送达回执)."""

from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from contracts.billing.papers import InternalPaper
from foundation.errors import Forbidden, InvalidInput, NotFound
from tests.operations.billing.conftest import Office
from tests.operations.billing.papers.test_papers import fill_in, paper, steps, to_letter
from tests.support.community import HERE

SIGNED: dict[str, Any] = {
    "outcome": "signed", "delivered_at": "2026-12-15T12:00:00+08:00", "received_by": "李租客",
    "relation": "租户", "brought_by": "赵管家",
}  # fmt: skip
AT = {"delivered_at": "2026-12-15T12:00:00+08:00"}


def step_of(office: Office, step: str = "letter") -> dict[str, Any]:
    (one,) = [each for each in steps(office) if each["step"] == step]
    return one


def record(office: Office, by: Any = None, **data: Any) -> dict[str, Any]:
    step_id = step_of(office)["id"]
    called = office.call("record_delivery", by or office.supervisor, step_id=step_id, **data)
    return dict(called)


def test_B12_a_delivery_is_kept_with_who_received_it_when_and_how(billed: Office) -> None:
    to_letter(billed)
    assert paper(billed)["deliveries"] == [] and step_of(billed)["delivery"] is None
    before = paper(billed)
    (kept,) = record(billed, **SIGNED)["deliveries"]
    assert {name: kept[name] for name in SIGNED} == SIGNED
    assert (kept["recorded_by"], kept["item_number"]) == ("supervisor", None)
    after = paper(billed)
    assert after == before | {"deliveries": [kept]}, "the letter itself stays as it was"
    assert step_of(billed)["delivery"] == "signed"


def test_B12_what_follows_a_refusal_is_recorded_beside_it(billed: Office) -> None:
    to_letter(billed)
    record(billed, outcome="refused", remark="隔门拒收", **AT)
    billed.go_to("2026-12-15", 13)
    record(billed, outcome="posted", item_number="EM123456789CN", **AT)
    shown = paper(billed)["deliveries"]
    assert [one["outcome"] for one in shown] == ["refused", "posted"]
    assert shown[0]["brought_by"] == "supervisor"
    assert step_of(billed)["delivery"] == "posted"
    for change in ("UPDATE letter_receipts SET outcome = 'x'", "DELETE FROM letter_receipts"):
        with pytest.raises(DBAPIError, match="append-only"), billed.store.write(scope=HERE) as uow:
            uow.session.execute(text(change))


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"outcome": "signed", **AT}, "received_by"),
        ({"outcome": "posted", **AT}, "item_number"),
        ({"outcome": "left", "delivered_at": "2026-12-16T12:00:00+08:00"}, "delivered_at"),
        ({"outcome": "left", "delivered_at": "2026-12-14T12:00:00+08:00"}, "delivered_at"),
        ({"outcome": "thrown", **AT}, "outcome"),
    ],
)
def test_B12_a_delivery_that_proves_nothing_is_refused(
    billed: Office, data: dict[str, Any], field: str
) -> None:
    to_letter(billed)
    with pytest.raises(InvalidInput) as refused:
        record(billed, **data)
    assert field in refused.value.errors and paper(billed)["deliveries"] == []


def test_B12_only_letters_are_delivered_and_only_some_record_it(billed: Office) -> None:
    to_letter(billed)
    for by in (billed.resident, billed.receptionist, billed.steward):
        with pytest.raises(Forbidden):
            record(billed, by, **SIGNED)
    with pytest.raises(NotFound):
        message = step_of(billed, "message")["id"]
        billed.call("record_delivery", billed.supervisor, step_id=message, **SIGNED)


def test_B12_the_record_for_a_lawyer_says_how_the_letter_was_delivered(billed: Office) -> None:
    billed.call(
        "change_policy", billed.deputy, name="dunning_least",
        value=dict.fromkeys(("reminder", "message", "visit", "letter", "lawyer_letter"), "1"),
    )  # fmt: skip
    fill_in(billed)
    to_letter(billed)
    record(billed, **SIGNED)
    billed.go_to("2027-01-29")
    made = paper(billed, "lawyer_letter")
    (served,) = [one for one in made["evidence"] if one["kind"] == "served"]
    assert served["fact"] == (
        "催缴函CJ-2026-000001当面签收，签收人：李租客，与业主关系：租户，送达人：赵管家"
    )
    assert (served["at"], served["reference"]) == (SIGNED["delivered_at"], "CJ-2026-000001")
    lawyers = step_of(billed, "lawyer_letter")["id"]
    with pytest.raises(InternalPaper):
        billed.call("record_delivery", billed.supervisor, step_id=lawyers, **SIGNED)
