"""Events that come twice, late and in any order leave each subscriber as those in order would.

Whom a message is for is asked when its event comes: those who are told are known before, and no
event of these makes anybody one of them.
"""

from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

import pytest

from contracts.notices.webhooks import CHOICES
from foundation.clock import FixedClock
from foundation.config import SERVICES
from foundation.scope import COMPANY
from foundation.storage.store import Store
from guanjia.registry import service_class
from services.billing.bills.tables import Bill
from services.billing.households import operations as occupancy
from services.billing.service import BillingService
from services.complaints.service import ComplaintsService
from services.notices.policy import NoticesPolicy
from services.notices.service import NoticesService
from services.notices.webhooks.tables import Webhook
from services.repairs.service import RepairsService
from tests.operations import conftest as support
from tests.operations.complaints.conftest import Desk as ComplaintsDesk
from tests.operations.repairs.conftest import Desk as RepairsDesk
from tests.properties.conftest import actor, template_of
from tests.properties.deliveries import Event, check, nothing, outcome, untold
from tests.support.community import HERE

KNOWN: dict[str, str] = {}
"""Ids of what a subscriber had before the events came."""


def community(n: int) -> Event:
    """The n-th version of a community."""
    values = {"community_id": "c2", "version": n, "name": f"南苑{n}", "code": "NY"}
    return f"community-{n}", "on_community_changed", timedelta(hours=n), values


def company(n: int) -> Event:
    """The n-th version of the company."""
    said = dict.fromkeys(("name_en", "credit_code", "address", "phone", "bank_account"), "")
    values = {"company_id": COMPANY, "version": 1 + n, "name": f"物业{n}", **said}
    return f"company-{n}", "on_company_changed", timedelta(hours=n), values


def household(n: int, **data: Any) -> Event:
    """The n-th version of a household."""
    values = {
        "household_id": "h1", "version": n, "building": "1栋", "unit": "1-101", "floor": 1,
        "unit_type": "residential", "area_m2": "100.00", "owner_name": f"业主{n}",
        "billing_from": None, "vacant": False, "two_person_visit": False, "members": [],
    } | data  # fmt: skip
    return f"household-{n}", "on_household_changed", timedelta(hours=20 * n), values


def person(n: int, **data: Any) -> Event:
    """The n-th version of somebody."""
    values = {
        "person_id": "p1", "version": n, "name": f"人{n}", "roles": ["engineer"], "buildings": [],
        "skills": [], "phone": None, "email": None, "active": True, "household_ids": [],
    } | data  # fmt: skip
    return f"person-{n}", "on_person_changed", timedelta(hours=n), values


def duty(n: int, hour: int, *, cancelled: bool = False) -> Event:
    """The n-th version of a shift."""
    day = "2026-11-03T"
    values = {
        "shift_id": "s1", "version": n, "person_id": "p1", "duty": "duty_manager",
        "starts_at": f"{day}{hour:02}:00+08:00", "ends_at": f"{day}20:00+08:00",
        "cancelled": cancelled,
    }  # fmt: skip
    return f"duty-{n}", "on_duty_changed", timedelta(hours=n), values


def dispute(n: int, what: str, complaint: str = "c1") -> Event:
    """A fee dispute begins or ends."""
    data = {"complaint_id": complaint, "number": complaint, "household_id": "h1"}
    return f"dispute-{complaint}-{n}", f"on_fee_dispute_{what}", timedelta(hours=n), data


def arrears(n: int, amount: str, household_id: str = "h1") -> Event:
    """What a household owes has changed."""
    data = {"household_id": household_id, "overdue_amount": amount, "oldest_due_date": None}
    if Decimal(amount):
        data["oldest_due_date"] = date(2026, 11, n).isoformat()
    id_ = f"arrears-{household_id}-{n}"
    return id_, "on_household_arrears_changed", timedelta(hours=n), data


def charge(n: int, repair: str) -> Event:
    """A repair is to be charged."""
    data = {"repair_id": repair, "number": repair, "household_id": "h1", "amount": "80.00"}
    return f"charge-{n}", "on_repair_charge_due", timedelta(hours=n), data | {"lines": []}


def settled(n: int, *, owed: bool) -> Event:
    """Billing's n-th word on a charge."""
    data = {
        "bill_id": "b1", "version": n, "number": "ZD-2026-000001", "household_id": "h1",
        "source_reference": KNOWN["repair"], "settled": not owed,
    }  # fmt: skip
    return f"settled-{n}", "on_charge_settled", timedelta(hours=n), data


def event(n: int, handler: str, **data: Any) -> Event:
    """Anything else that happened."""
    return f"{handler}-{n}", handler, timedelta(hours=n), data


HOME = {"household_id": "h1"}
THERE = {
    "grants": [{"role": "engineer", "community_id": "c2"}],
    "serves": [{"building": "1栋", "community_id": "c2"}],
}
DIRECTORY = (
    community(1), community(2), company(1), company(2), household(1),
    household(2, area_m2="120.00"), household(3, owner_name="刘洋", vacant=True),
    household(4, area_m2="120.00", owner_name="刘洋"), household(5, unit_type="shop"),
    person(1), person(2, roles=["engineer", "receptionist"]), person(3, active=False, **THERE),
    duty(1, 8), duty(2, 9), duty(3, 9, cancelled=True),
)  # fmt: skip
REPLICAS = {
    "community": "SELECT * FROM community_replica ORDER BY community_id",
    "company": "SELECT * FROM company_replica",
    "household": "SELECT * FROM household_replica",
    "person": "SELECT * FROM person_replica",
    "duty": "SELECT * FROM duty_replica",
}
BILLING = (
    *DIRECTORY,
    dispute(1, "opened"), dispute(2, "closed"), dispute(3, "opened"), dispute(5, "closed"),
    dispute(2, "closed", "c2"), dispute(1, "opened", "c2"), dispute(4, "opened", "c2"),
    charge(1, "r1"), charge(2, "r1"), charge(3, "r2"),
    event(1, "on_bill_delivered", bill_id="b0", household_id="h9", channel="paper",
         delivered_at="2026-11-02T10:00:00+08:00", delivered_by="赵永强", receipt="王芳"),
)  # fmt: skip
STATES = """SELECT household_id, version, since, unit_type, area_m2, vacant
FROM occupancy_changes ORDER BY version"""
"""Without when they were heard."""
IN_BILLING = REPLICAS | {
    "states": STATES,
    "pauses": "SELECT reference, starts_at, ended_at, ended_as FROM dunning_pauses ORDER BY 1",
    "charges": "SELECT source_reference FROM bills ORDER BY 1",
    "deliveries": "SELECT bill_id, channel, receipt FROM bill_deliveries",
    "owed": "SELECT account, SUM(amount) FROM ledger_entries GROUP BY 1 ORDER BY 1",
}
CASE = {"complaint_id": "c1", "number": "TS-2026-000001", "household_id": "h2", "building": None}
LATE = CASE | {"handler_id": "p6", "first_responsible_id": "p2"}
SAID = CASE | {"complaint_id": "c5", "number": "TS-2026-000005"}
ORDER = {"number": "WX-2026-000001", "engineer_id": "p6", "priority": "emergency"}
REPAIR = ORDER | {"repair_id": "r1", "building": "1栋"}
OWED = {"household_id": "h2", "amount": "80.00", "bill_numbers": ["ZD-2026-000001"]}
PAID = {"receipt_number": "SJ-2026-000001", "amount": "80.00"}
OTHER = {"household_id": "h2"}
UNCOVERED = {
    "duty": "duty_manager", "starts_at": "2026-11-04T08:00:00+08:00",
    "ends_at": "2026-11-04T20:00:00+08:00",
}  # fmt: skip
KEY_CALL = {
    "key_household_id": "k1", "home_id": "h1", "building": "1栋", "unit": "1-101",
    "due_on": "2026-11-01", "responsible_id": None,
}  # fmt: skip
WITH = {"department": "工程部", "department_en": "Engineering", "first_responsible_id": "p2"}
MOVED, RETURNED = (CASE | {"complaint_id": one} for one in ("c5", "c6"))
RAISED = {
    "kind": "roles", "person_id": "p6", "name": "邓敏", "requested_by_id": "p5",
    "requested_by": "周明",
}  # fmt: skip
NOTICES = (
    *DIRECTORY,
    arrears(1, "10.00"), arrears(2, "0.00"), arrears(3, "5.00"),
    arrears(1, "10.00", "h2"), arrears(2, "0.00", "h2"),
    event(1, "on_bill_issued", **OTHER, bill_id="b1", number="ZD-2026-000001", period="2026-Q4",
         due_date="2026-12-31", amount="80.00"),
    event(31, "on_bill_issued", **OTHER, bill_id="b2", number="ZD-2026-000002", period="2026-Q3",
         due_date="2026-12-31", amount="80.00"),
    event(32, "on_bill_cancelled", **OTHER, bill_id="b2", number="ZD-2026-000002",
         period="2026-Q3", due_date="2026-12-31", amount="80.00"),
    event(37, "on_bills_undelivered", bill_run_id="u1", period="2026-Q4", due_date="2026-12-31",
         count=3, buildings=["1栋"]),
    event(39, "on_bills_undelivered", bill_run_id="u2", period="2027-Q1", due_date="2027-03-31",
         count=2, buildings=["1栋"]),
    event(38, "on_bills_undelivered", bill_run_id="u1", period="2026-Q4", due_date="2026-12-31",
         count=0, buildings=[]),
    event(33, "on_duty_uncovered", **UNCOVERED, day="2026-11-04"),
    event(34, "on_duty_uncovered", **UNCOVERED, day="2026-11-05"),
    event(35, "on_duty_covered", duty="duty_manager", day="2026-11-05"),
    event(40, "on_person_left", person_id="p7", name="赵永强", roles=["steward"], shifts=1,
         by="周明", grants=[{"role": "steward", "community_id": None}]),
    event(46, "on_second_factor_relaxed", change_id="7", roles=["finance"], by="周明",
         holds_from="2026-11-05T00:00:00+08:00"),
    event(47, "on_second_factor_relaxed", change_id="8", policy="second_factor_days", roles=[],
         before=14, after=30, by="周明", holds_from="2026-11-05T00:00:00+08:00"),
    event(43, "on_key_call_missed", **KEY_CALL),
    event(44, "on_key_call_missed", **KEY_CALL | {"key_household_id": "k2", "home_id": "h2"}),
    event(45, "on_key_call_settled", key_household_id="k2", home_id="h2"),
    event(41, "on_password_forgotten", person_id="p6", link=None, expires_at=None),
    *(event(36 + n, "on_role_requested", role_request_id=f"q{n}", **RAISED) for n in range(2)),
    event(38, "on_role_request_closed", role_request_id="q1", person_id="p6", status="granted"),
    event(2, "on_payment_received", **OTHER, payment_id="y1", **PAID),
    event(3, "on_complaint_answered", **OTHER, complaint_id="c1", number="TS-2026-000001",
         channel="online", text="循环泵已更换。", lodged_by_id=None),
    event(4, "on_visits_assigned", steward_id="p6", visit_date_by="2026-12-31",
         households=["h1"], period="2026-Q4"),
    event(35, "on_visits_assigned", steward_id="p6", visit_date_by="2026-12-31",
         households=["h1", "h2"], period="2026-Q4"),
    event(36, "on_visits_withdrawn", steward_id="p6", households=["h2"]),
    event(14, "on_visits_stalled", reason="late", count=2, new=1, oldest_by="2026-12-03",
         buildings=["1栋"]),
    event(5, "on_complaint_urgent", **CASE, category="public_facility", reason="urgent"),
    event(6, "on_complaint_escalated", **LATE, tier="supervisor", reason="overdue"),
    event(7, "on_complaint_escalated", **LATE, tier="deputy_manager", reason="unacknowledged"),
    event(8, "on_repair_dispatched", **REPAIR, household_id="h2"),
    event(9, "on_repair_unaccepted", **REPAIR),
    event(10, "on_repair_response_overdue", **REPAIR, respond_by="2026-11-02T12:00:00+08:00"),
    event(11, "on_dunning_step_taken", **OWED, step="reminder", due_on="2026-11-30", text="将到期"),
    event(12, "on_dunning_step_taken", **OWED, step="message", due_on="2026-11-30", text="已到期"),
    event(
        25, "on_complaint_transferred", **CASE, department="工程部", handler_id="p6", due_at=None
    ),
    event(50, "on_complaint_transferred", **MOVED, department="工程部", handler_id="p6",
         due_at=None, take_over_by="2026-11-04T12:00:00+08:00"),
    event(51, "on_complaint_not_taken_over", **MOVED, **WITH, handler_id="p6",
         take_over_by="2026-11-04T12:00:00+08:00"),
    event(58, "on_complaint_not_taken_over", **CASE | {"complaint_id": "c7"}, **WITH,
         handler_id=None, take_over_by="2026-11-04T12:00:00+08:00"),
    event(52, "on_complaint_taken_over", **MOVED, **WITH, handler_id="p6", handler_name="孙工",
         named_by_id=None),
    event(55, "on_complaint_transferred", **RETURNED, department="工程部", handler_id="p6",
         due_at=None),
    event(56, "on_complaint_sent_back", **RETURNED, **WITH, sent_back_by="孙工", reason="不属本部"),
    event(59, "on_complaint_sent_back", **CASE | {"complaint_id": "c8"}, **WITH,
         sent_back_by="孙工", reason="不属本部"),
    event(57, "on_complaint_transferred", **RETURNED, department="客服部", handler_id="p4",
         due_at=None),
    event(46, "on_call_back_missed", **CASE, due_at="2026-11-02T15:00:00+08:00",
         promised_by_id="p2"),
    event(47, "on_call_back_missed", **CASE | {"complaint_id": "c4"},
         due_at="2026-11-02T15:00:00+08:00", promised_by_id="p2"),
    event(49, "on_complaint_noted", complaint_id="c4", number="TS-2026-000004", building="1栋",
         by="周明", mentioned_ids=["p2"]),
    event(50, "on_complaint_supplemented", **SAID, text="今早又停了", handler_id="p2",
          first_responsible_id="p6"),
    event(53, "on_complaint_supplemented", **SAID | {"complaint_id": "c6"}, text="还是不亮",
          handler_id="p2", first_responsible_id="p6"),
    event(51, "on_complaint_replied", **OTHER, complaint_id="c5", number="TS-2026-000005",
          text="师傅下午到场。", lodged_by_id=None),
    event(52, "on_complaint_withdrawn", **SAID, by_resident=True, lodged_by_id=None,
          handler_id="p2", first_responsible_id="p6"),
    event(48, "on_call_back_made", complaint_id="c4", number="TS-2026-000004"),
    event(60, "on_first_answer_missed", **CASE, due_at="2026-11-02T15:00:00+08:00",
         handler_id="p2", first_responsible_id=None),
    event(61, "on_first_answer_missed", **CASE | {"complaint_id": "c5"},
         due_at="2026-11-02T15:00:00+08:00", handler_id=None, first_responsible_id="p2"),
    event(62, "on_first_answer_given", complaint_id="c5", number="TS-2026-000005"),
    event(63, "on_complaint_unattended", **CASE, attend_by="2026-11-02T10:30:00+08:00"),
    event(64, "on_complaint_unattended", **CASE | {"complaint_id": "c6"},
         attend_by="2026-11-02T10:30:00+08:00"),
    event(65, "on_complaint_attended", complaint_id="c6", number="TS-2026-000006"),
    event(66, "on_desk_wait_long", wait_id="w1", waits_since="2026-11-02T10:00:00+08:00"),
    event(67, "on_desk_wait_long", wait_id="w2", waits_since="2026-11-02T10:00:00+08:00"),
    event(68, "on_desk_wait_ended", wait_id="w2"),
    event(70, "on_concealment_suspected", review_id="x1", rule="low_rating", number="WX-5",
         home_id="h2", place=None, involved=["p6"]),
    event(71, "on_concealment_suspected", review_id="x2", rule="downgraded", number="TS-5",
         home_id=None, place="大堂", involved=[]),
    event(72, "on_concealment_decided", review_id="x2", number="TS-5", verdict="dismissed"),
    event(26, "on_repair_quoted", **OTHER, repair_id="q1", number="WX-6", amount="10.00"),
    event(27, "on_repair_quoted", **OTHER, repair_id="q2", number="WX-7", amount="10.00"),
    event(30, "on_repair_quoted", **OTHER, repair_id="q3", number="WX-8", amount="10.00"),
    event(28, "on_repair_charge_agreed", **OTHER, repair_id="q1", number="WX-6", amount="10.00"),
    event(29, "on_repair_quote_rejected", **OTHER, repair_id="q2", number="WX-7", amount="10.00"),
    event(13, "on_complaint_urgent", **CASE | {"complaint_id": "c2"}, category="pests",
         reason="urgent"),
    event(14, "on_complaint_handled", **OTHER, complaint_id="c2", number="TS-2026-000002"),
    event(15, "on_complaint_urgent", **CASE | {"complaint_id": "c3"}, category="pests",
         reason="urgent"),
    event(16, "on_complaint_closed", **OTHER, complaint_id="c3", number="TS-2026-000003",
         final="general"),
    *(event(17 + n, "on_repair_unaccepted", **REPAIR | {"repair_id": f"r{2 + n}"})
      for n in range(4)),
    event(21, "on_repair_accepted", repair_id="r2", number="WX-2", engineer_id="p9"),
    event(22, "on_repair_set_out", repair_id="r3", number="WX-3", engineer_id="p9"),
    event(23, "on_repair_completed", **OTHER, repair_id="r4", number="WX-4", complaint_id=None,
         engineer_id="p9", result="好", follow_up_from="2026-11-06T10:00:00+08:00",
         follow_up_by="2026-11-06T10:00:00+08:00"),
    event(24, "on_repair_closed", **OTHER, repair_id="r5", number="WX-5", complaint_id=None,
         solved=True, rating=5),
    event(25, "on_payment_voided", **OTHER, payment_id="p1", receipt_number="SJ-1",
         amount="10.00"),
    event(26, "on_repair_requested", **OTHER, repair_id="r6", number="WX-6", public_place=None,
         category="plumbing", priority="general", complaint_id=None,
         respond_by="2026-11-06T10:00:00+08:00"),
    event(27, "on_complaint_lodged", **OTHER, complaint_id="c4", number="TS-2026-000004",
         kind="complaint", category="pests", channel="phone", description="有蟑螂",
         first_responsible_id=None, due_at=None),
)  # fmt: skip
IN_NOTICES = REPLICAS | {
    "arrears": "SELECT * FROM household_arrears ORDER BY household_id",
    "programs": "SELECT event_id, type, body FROM webhook_deliveries ORDER BY event_id",
    "messages": "SELECT key, status, title_zh FROM messages "
    "WHERE settled_at IS NULL AND status <> 'cancelled' ORDER BY key",
}
IN_REPAIRS = REPLICAS | {
    "quotes": "SELECT status, paid_at, billing_version FROM quotes",
    "linked": "SELECT complaint_id, category, status FROM repairs ORDER BY complaint_id",
}
IN_COMPLAINTS = REPLICAS | {
    "suspected": """SELECT rule, about, about_id, number, seen_at, since, involved, evidence,
remark, state FROM concealment_reviews ORDER BY rule, about_id""",
    "watched": "SELECT * FROM watched_repairs ORDER BY repair_id",
    "cases": "SELECT status, version, repair_id, repair_number FROM complaints",
    "timeline": "SELECT action, detail FROM timeline ORDER BY 1, 2",
}


def staffed(store: Store, clock: FixedClock) -> None:
    """A home, and the people who are told of it and of what is late, however long ago."""
    with store.write(scope=HERE) as uow:
        uow.change_policy(NoticesPolicy, "told_within_hours", 10_000)
        uow.session.add(
            Webhook(
                id="w1", name="财务软件", url="", events=[*CHOICES], communities=None,
                secret="", made_by="陈欣", made_at=clock.now(), claimed_until=clock.now(),
            )
        )  # fmt: skip
    support.put_household(store, "h2", unit="1-102")
    support.put_person(store, "p2", "supervisor")
    support.put_person(store, "p3", "deputy_manager")
    support.put_person(store, "p4", "steward", buildings=["1栋"])
    support.put_person(store, "p5", "director")
    support.put_person(store, "p6", "engineer")
    month = timedelta(days=30)
    support.put_duty(store, "p5", "duty_manager", clock.now(), clock.now() + month)


def one_bill(store: Store, clock: FixedClock) -> None:
    """A bill that is brought to its household."""
    day = clock.now().date()
    with store.write(scope=HERE) as uow:
        uow.session.add(
            Bill(
                id="b0", number="ZD-2025-000001", household_id="h9", side="owner",
                debtor_name="王芳", kind="charge",
                period="2025-12", issued_at=clock.now(), issued_on=day, due_date=day,
                source_reference="before", run_id=None,
            )
        )  # fmt: skip


def charged_repair(store: Store, clock: FixedClock) -> None:
    """A repair of which the charge is told."""
    support.put_household(store, "h1", version=0)
    support.put_person(store, "e1", "engineer", skills=["plumbing"])
    desk = RepairsDesk(store, clock, actor)
    KNOWN["repair"] = repair_id = desk.bring("arrived")["id"]
    desk.call("quote", desk.engineer(), repair_id=repair_id, amount="100.00")
    desk.call("accept_quote", desk.resident, repair_id=repair_id)
    desk.go_on(repair_id, "completed")


def wanted(n: int, complaint: str) -> Event:
    """A complaint wants a repair."""
    return event(
        n, "on_repair_wanted", **HOME, complaint_id=complaint, number=complaint, public_place=None,
        category="plumbing", description="漏水", contact_name="王芳", contact_phone="13812345678",
    )  # fmt: skip


def repairs_hear() -> list[Event]:
    """What billing says of the charge, and what complaints want."""
    words = [settled(n, owed=bool(n % 2)) for n in range(1, 5)]
    return [*DIRECTORY, *words, wanted(1, "c1"), wanted(2, "c2"), wanted(3, "c1")]


def case_with_repair(store: Store, clock: FixedClock) -> None:
    """A complaint that wants a repair."""
    support.put_household(store, "h1", version=0)
    desk = ComplaintsDesk(store, clock, actor)
    case = desk.bring("accepted")
    desk.act(case, "request_repair", desk.receptionist, category="plumbing")
    KNOWN["case"] = case["id"]


def complaints_hear() -> list[Event]:
    """What becomes of the repair, and what else is told of people who are not content."""
    repair = HOME | {"repair_id": "r1", "number": "WX-2026-000001", "complaint_id": KNOWN["case"]}
    again = HOME | {"repair_id": "r2", "number": "WX-2026-000002", "complaint_id": None}
    at = "2026-11-06T10:00:00+08:00"
    return [
        *DIRECTORY,
        event(1, "on_repair_requested", **repair, public_place=None, category="plumbing",
             priority="general", respond_by=at),
        event(2, "on_repair_completed", **repair, engineer_id="e1", result="已更换",
             follow_up_from=at, follow_up_by=at),
        event(3, "on_repair_closed", **repair, solved=True, rating=5),
        event(4, "on_repair_requested", **again, public_place=None, category="plumbing",
             priority="general", respond_by=at),
        event(5, "on_repair_followed_up", **again, public_place=None, engineer_id="e1",
             result="unsolved", rating=1, remark="没人管"),
        event(6, "on_visit_made", **HOME, visit_id="v1", number="SF-2026-000001",
             steward_id="p6", outcome="refused", remark="要投诉"),
    ]  # fmt: skip


def test_B01_B13_B14_billing_hears_the_same_in_any_order() -> None:
    check(BillingService, lambda: BILLING, IN_BILLING, one_bill)


def test_N03_notices_hears_the_same_in_any_order() -> None:
    check(NoticesService, lambda: NOTICES, IN_NOTICES, staffed)


def test_X04_complaints_hear_the_same_in_any_order() -> None:
    check(ComplaintsService, complaints_hear, IN_COMPLAINTS, case_with_repair)


def test_R04_X04_repairs_hear_the_same_in_any_order() -> None:
    check(RepairsService, repairs_hear, IN_REPAIRS, charged_repair)


def test_there_is_no_other_subscriber() -> None:
    """Who is to hear of something is checked above."""
    listening = {name for name in SERVICES if service_class(name).subscriptions()}
    assert listening == {"billing", "complaints", "notices", "repairs"}


def test_an_event_that_nobody_tells_is_noticed() -> None:
    """Negative control of the check that all subscriptions are told."""
    assert untold(NoticesService, NOTICES) == set()
    silent = [event for event in NOTICES if event[1] != "on_complaint_urgent"]
    assert untold(NoticesService, silent) == {("complaints", "complaint_urgent")}


def test_X04_without_the_inbox_an_event_that_comes_twice_would_happen_twice() -> None:
    """Negative control of the inbox."""
    with template_of("complaints", case_with_repair) as template:
        events = complaints_hear()
        once = outcome(template, ComplaintsService, events, IN_COMPLAINTS)
        twice = [*events, *(one for one in events if one[1] == "on_repair_closed")]
        assert outcome(template, ComplaintsService, twice, IN_COMPLAINTS) == once
        assert outcome(template, ComplaintsService, twice, IN_COMPLAINTS, guarded=False) != once


def test_B01_without_versions_a_late_state_would_be_the_last(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Negative control of the versions that states of units are kept by."""
    with template_of("billing", nothing) as template:
        shape = {"states": "SELECT vacant FROM occupancy_changes ORDER BY version DESC LIMIT 1"}
        late = [household(1), household(3), household(2, vacant=True)]
        assert outcome(template, BillingService, late, shape) == {"states": [(0,)]}
        arrived, keep = count(100), occupancy.keep
        monkeypatch.setattr(
            occupancy, "keep", lambda uow, state, *args, **more: keep(
                uow, {**state, "version": next(arrived)}, *args, **more
            ),
        )  # fmt: skip
        assert outcome(template, BillingService, late, shape) == {"states": [(1,)]}
