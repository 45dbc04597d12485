"""The ways of all things of the product, with script in every text on the way.

Each step is taken by somebody who may; `Writer.shown` keeps where it is to be seen.
"""

from typing import Any

from tests.security.hostile import SCRIPT, Writer
from tests.support.product import eventually

RESIDENT = "resident3"
DESK = ("receptionist", "supervisor")
ID_NUMBER, ANOTHER = "11010519491231002X", "440524188001010014"
CHECKED = [{"question": SCRIPT, "answer": SCRIPT}]
METER = f"{SCRIPT}表"
DEPARTMENT = SCRIPT[:50]


def walk(writer: Writer) -> None:
    """Walk them all."""
    home = home_of(writer)
    people(writer)
    more_power(writer)
    households(writer)
    writer.write(RESIDENT, "POST /households/{household_id}/let-in", home, relation="family")
    file_of(writer, home)
    fees(writer, home)
    money(writer, home)
    dunning(writer)
    taken_back(writer)
    repaired(writer, home)
    other_repairs(writer, home)
    departments(writer)
    categories(writer)
    quick_replies(writer)
    policies(writer)
    templates(writer)
    complained(writer, home)
    other_cases(writer, home)
    merged(writer, home)
    notices(writer)
    company(writer)


def home_of(writer: Writer) -> str:
    """Where the resident lives."""
    return str(writer.product.as_(RESIDENT).get("/me")["household_ids"][0])


def company(writer: Writer) -> None:
    """The company is named, and its community."""
    admin = writer.product.as_("company_admin")
    version = admin.get("/company")["version"]
    writer.write("company_admin", "PATCH /company", version=version, credit_code="", phone="")
    [first, *_] = admin.get("/communities")["items"]
    path, there = "PATCH /communities/{community_id}", admin.get(f"/communities/{first['id']}")
    same = {"code": "GL", "hours": "", "service_phone": "", "buildings": there["buildings"]}
    writer.write("company_admin", path, first["id"], version=first["version"], **same)
    more = same | {"code": "XY", "buildings": [SCRIPT[:30]], "name": f"{SCRIPT}二"}
    made = writer.write("company_admin", "POST /communities", **more)
    path = "POST /communities/{community_id}/close"
    writer.write("company_admin", path, made["id"], version=made["version"])
    for path in ("/settings/company", "/settings/communities"):
        writer.shown("admin", path=path)


def people(writer: Writer) -> None:
    """Somebody joins the staff and changes the name."""
    lists: dict[str, Any] = {"skills": [SCRIPT[:40]], "buildings": [SCRIPT[:30]]}
    one = writer.write("admin", "POST /people", roles=["engineer"], **lists)
    path = "PATCH /people/{person_id}"
    writer.write("admin", path, one["id"], version=one["version"], **lists)


def more_power(writer: Writer) -> None:
    """Somebody is to have a role that two people decide on."""
    one = writer.write("admin", "POST /people", roles=["engineer"])
    writer.write(
        "admin", "PATCH /people/{person_id}", one["id"], version=one["version"], roles=["finance"]
    )
    deputy = writer.product.as_("deputy_manager")
    [requested, *_] = deputy.get("/role-requests", status="requested")["items"]
    path = "POST /role-requests/{role_request_id}/decide"
    writer.write("deputy_manager", path, requested["id"], approve=False)


def categories(writer: Writer) -> None:
    """A category of complaints, made and changed."""
    of = {"words": [SCRIPT[:20]], "department": DEPARTMENT}
    made = writer.write("supervisor", "POST /complaint-categories", **of)
    path = "PATCH /complaint-categories/{code}"
    texts = dict.fromkeys(("name_zh", "name_en"), SCRIPT[:20])
    version = made["version"]
    writer.write("supervisor", path, made["code"], version=version, **of, **texts)


def departments(writer: Writer) -> None:
    """A department, made and changed; its names are known by no other."""
    names = {"name_zh": DEPARTMENT, "name_en": SCRIPT[:51], "also": [SCRIPT[:52]]}
    made = writer.write("supervisor", "POST /departments", **names)
    path, version = "PATCH /departments/{code}", made["version"]
    writer.write("supervisor", path, made["code"], version=version, **names)


def quick_replies(writer: Writer) -> None:
    """What is often said, kept and changed."""
    texts = dict.fromkeys(("title_zh", "text_zh", "title_en", "text_en"), SCRIPT[:30])
    made = writer.write("supervisor", "POST /quick-replies", uses=["answer"], **texts)
    path = "PATCH /quick-replies/{code}"
    writer.write("supervisor", path, made["code"], version=made["version"], **texts)


def policies(writer: Writer) -> None:
    """A value of each service's policy that is a text, with the reason for it."""
    value = {
        "billing": ("paper_ways_to_pay", SCRIPT),
        "repairs": ("skills", {"gas": [SCRIPT[:30]]}),
        "complaints": ("unreached_days", 4),
        "notices": ("community_name", SCRIPT[:60]),
        "directory": ("phone_searches", 100),
    }
    for service, (name, wanted) in value.items():
        path = f"/policies/{service}/{name}"
        version = writer.product.as_("director").get(path)["version"]
        put = f"PUT /policies/{service}/{{name}}"
        given: dict[str, Any] = {"value": wanted, "reason": SCRIPT}
        writer.write("director", put, name, version=version, **given)


def templates(writer: Writer) -> None:
    """What the staff is told of a gap in the roster."""
    path, put = "/message-templates/roster_gap", "PATCH /message-templates/{purpose}"
    version = writer.product.as_("director").get(path)["version"]
    writer.write("director", put, "roster_gap", version=version, dry_run=False)


def households(writer: Writer) -> None:
    """A household that nothing has brought, found and exported."""
    home = writer.write("supervisor", "POST /households")
    writer.write("supervisor", "POST /households/export")
    writer.shown(*DESK, path=f"/desk/households/{home['id']}")
    writer.shown(*DESK, path=f"/desk/households/{home['id']}/file")
    writer.shown("supervisor", path=f"/desk/households/{home['id']}/pay")


def file_of(writer: Writer, home: str) -> None:
    """The file of a household that somebody lives in: changed, looked at, members added."""
    path = "/households/{household_id}"
    version = writer.product.as_("supervisor").get(f"/households/{home}")["version"]
    now = writer.write("supervisor", f"PATCH {path}", home, version=version)
    more: dict[str, Any] = {"relation": "family", "id_number": ID_NUMBER}
    now = writer.write("receptionist", f"POST {path}/members", home, **more)
    named, member = (home, now["members"][-1]["id"]), f"{path}/members/{{member_id}}"
    writer.write("steward", f"POST {path}/reveal", home)
    now = writer.write("receptionist", f"PATCH {member}", *named, version=now["version"])
    more["id_number"] = ANOTHER
    now = writer.write("receptionist", f"POST {path}/members", home, **more)
    named = (home, now["members"][-1]["id"])
    writer.write("supervisor", f"POST {member}/remove", *named, version=now["version"])
    owned(writer, home)
    cared_for(writer, home)
    writer.shown(*DESK, path=f"/desk/households/{home}/file")
    writer.shown(RESIDENT, path=f"/my/households/{home}")


def owned(writer: Writer, home: str) -> None:
    """What members of the household have, and what is noted about it."""
    path, desk = "/households/{household_id}", "receptionist"
    things: tuple[tuple[str, dict[str, Any], dict[str, Any]], ...] = (
        ("vehicle", {"foreign": True}, {"foreign": True}),
        ("card", {"kind": "lift_card", "issued_on": None}, {"status": "lost"}),
        ("pet", {"kind": "other"}, {}),
        ("note", {}, {"important": True}),
    )
    for kind, entered, changed in things:
        person = {} if kind == "note" else {"member_id": None}
        one = writer.write(desk, f"POST {path}/{kind}s", home, **entered, **person)
        shown = f"/desk/households/{home}/{'notes' if kind == 'note' else f'{kind}s/' + one['id']}"
        changed |= {"ended": False} if kind != "card" else {}
        named, at = (home, one["id"]), f"PATCH {path}/{kind}s/{{{kind}_id}}"
        writer.write(desk, at, *named, version=one["version"], **changed)
        writer.shown(*DESK, path=shown)
    writer.shown(*DESK, path=f"/desk/households/{home}/holdings")


def cared_for(writer: Writer, home: str) -> None:
    """A key household, called and changed."""
    path, person = "/key-households/{key_household_id}", {"responsible_id": None}
    mark = {"kind": "other", "interval_days": 10, **person}
    one = writer.write("supervisor", "POST /households/{household_id}/key-household", home, **mark)
    called = {"outcome": "reached", "next_call_on": None}
    one = writer.write("receptionist", f"POST {path}/calls", one["id"], **called)
    change = {"kind": "other", "interval_days": 9, "ended": False, **person}
    writer.write("supervisor", f"PATCH {path}", one["id"], version=one["version"], **change)
    writer.shown(*DESK, path=f"/desk/households/{home}/key")
    writer.shown(*DESK, path="/desk/key-households?due=all")


def fees(writer: Writer, home: str) -> None:
    """What is paid for, who has it, and what a meter shows."""
    soon: dict[str, Any] = {"effective_from": writer.day(1)}
    writer.write("finance", "POST /fee-items", assigned_only=True, **soon)
    writer.write("finance", "POST /fee-items", name=METER, basis="meter", price="2.80", **soon)
    writer.write("finance", "POST /fee-assignments", household_id=home, starts_on=writer.day(1))
    reading = {"household_id": home, "name": METER, "read_on": writer.day(), "value": "1"}
    reading["remark"] = SCRIPT
    writer.write("engineer", "POST /meter-readings", readings=[reading])
    [read, *_] = writer.product.as_("finance").get("/meter-readings", household_id=home)["items"]
    path = "POST /meter-readings/{meter_reading_id}/correct"
    writer.write("finance", path, read["id"], value="2")
    new = {"name": METER, "meter": SCRIPT[:30], "reason": SCRIPT, "replaced_on": writer.day()}
    new |= {"old_end": "2", "new_start": "0"}
    writer.write("finance", "POST /meters", household_id=home, **new)


def money(writer: Writer, home: str) -> None:
    """Paid, asked to be voided, voided, paid back."""
    paid = [
        writer.write("receptionist", "POST /payments", household_id=home, amount="300.00")
        for _ in range(3)
    ]
    requested = writer.write("receptionist", "POST /void-requests", payment_id=paid[0]["id"])
    path = "POST /void-requests/{void_request_id}/decide"
    writer.shown("finance", path=f"/finance/void-requests/{requested['id']}")
    writer.write("supervisor", path, requested["id"], approve=False)
    writer.write("supervisor", "POST /payments/{payment_id}/void", paid[1]["id"])
    back = writer.write("receptionist", "POST /refunds", household_id=home, amount="1.00")
    writer.write("supervisor", "POST /refunds/{refund_id}/decide", back["id"])
    writer.shown("finance", path=f"/finance/refunds/{back['id']}")
    for one in paid:
        writer.shown("finance", path=f"/finance/receipts/{one['receipt_number']}")
        writer.shown("receptionist", path=f"/desk/receipts/{one['receipt_number']}")
        writer.shown(RESIDENT, path=f"/my/bills/receipts/{one['receipt_number']}")


def taken_back(writer: Writer) -> None:
    """A bill and a bill run are to be cancelled, and stay."""
    due = writer.day(90)
    run = writer.act("finance", "/bill-runs", period=due[:7], due_date=due)
    finance = writer.product.as_("finance")
    eventually(lambda: finance.get(f"/bill-runs/{run['id']}")["status"] == "done")
    [bill, *_] = finance.get("/bills", period=due[:7])["items"]
    for what, one in (("bills/{bill_id}", bill["id"]), ("bill-runs/{bill_run_id}", run["id"])):
        requested = writer.write("finance", f"POST /{what}/cancel", one)
        writer.shown("finance", path=f"/finance/cancel-requests/{requested['id']}")
        path = "POST /cancel-requests/{cancel_request_id}/decide"
        writer.write("supervisor", path, requested["id"], approve=False)


def dunning(writer: Writer) -> None:
    """A late charge waived, instalments agreed, a door visited."""
    supervisor, steward = writer.product.as_("supervisor"), writer.product.as_("steward")
    bills = supervisor.get("/bills", status="open", limit=200)["items"]
    late = next(bill for bill in bills if has_late_charge(bill))
    writer.write("supervisor", "POST /bills/{bill_id}/waive-late-charge", late["id"])
    owing = late["household_id"]
    owed = supervisor.get(f"/households/{owing}/statement")["outstanding"]
    plan = [{"due_on": writer.day(20), "amount": owed}]
    writer.write("supervisor", "POST /dunning/instalments", household_id=owing, instalments=plan)
    writer.shown(*DESK, path=f"/desk/households/{owing}")
    [visit, *_] = steward.get("/dunning/visits")["items"]
    writer.write(
        "steward", "POST /dunning/visits/{visit_id}/outcome", visit["id"], outcome="absent"
    )
    writer.shown("steward", path=f"/field/visits/{visit['household_id']}")
    steps = supervisor.get("/dunning/steps", household_id=owing)["items"]
    letter = next(one["id"] for one in steps if one["step"] == "letter")
    receipt = {"outcome": "signed", "delivered_at": f"{writer.day()}T00:00:00+08:00"}
    writer.write("finance", "POST /dunning/steps/{step_id}/deliveries", letter, **receipt)
    writer.shown("finance", path=f"/finance/dunning/steps/{letter}/letter")


def has_late_charge(bill: dict[str, Any]) -> bool:
    """Whether there is one to waive."""
    return any(line["component"] == "late_charge" for line in bill["lines"])


def requested(writer: Writer, who: str, home: str) -> dict[str, Any]:
    """A request for a repair at home."""
    place: dict[str, Any] = {"household_id": home, "public_place": None, "building": None}
    return dict(writer.write(who, "POST /repairs", first_check=CHECKED, **place))


def repaired(writer: Writer, home: str) -> None:
    """A repair of a household: declined, quoted, refused, agreed to, done, asked about."""
    made = requested(writer, RESIDENT, home)
    one, path, at = made["id"], "POST /repairs/{repair_id}", f"/repairs/{made['id']}"
    writer.write("receptionist", f"{path}/verify", one, first_check=CHECKED, chargeable=True)
    engineer = writer.product.as_("engineer").get("/me")["id"]
    writer.act("receptionist", f"{at}/dispatch", engineer_id=engineer)
    writer.write("engineer", f"{path}/decline", one)
    writer.act("receptionist", f"{at}/dispatch", engineer_id=engineer)
    for step in ("accept", "set-out", "arrive"):
        writer.act("engineer", f"{at}/{step}")
    line = {"item": SCRIPT, "quantity": "1", "unit_price": "180.00", "amount": "180.00"}
    for answer in ("reject", "accept"):
        writer.write("engineer", f"{path}/quote", one, amount="180.00", lines=[line])
        writer.write("receptionist", f"{path}/{answer}-quote", one)
    loan = writer.write("engineer", f"{path}/equipment", one)
    writer.shown("engineer", path=f"/field/orders/{one}")
    writer.write("engineer", "POST /equipment-loans/{loan_id}/return", loan["id"])
    writer.write("engineer", f"{path}/equipment", one)
    writer.write("engineer", f"{path}/complete", one)
    writer.write("receptionist", f"{path}/reveal-contact", one)
    writer.write("receptionist", f"{path}/follow-up", one)
    writer.shown(*DESK, path=f"/desk/repairs/{one}")
    writer.shown(RESIDENT, path=f"/my/repairs/{one}")


def other_repairs(writer: Writer, home: str) -> None:
    """One of a public place, and one that is not needed any more."""
    public = writer.write("receptionist", "POST /repairs", household_id=None)
    given_up = requested(writer, "receptionist", home)
    writer.write(RESIDENT, "POST /repairs/{repair_id}/cancel", given_up["id"])
    writer.shown(*DESK, path=f"/desk/repairs/{public['id']}")
    writer.shown(RESIDENT, path=f"/my/repairs/{given_up['id']}")


def complained(writer: Writer, home: str) -> None:
    """A complaint: judged, paused, handed on, handled, answered, asked about, closed."""
    made = writer.write("receptionist", "POST /complaints", household_id=home, restated=SCRIPT)
    one, path, at = made["id"], "POST /complaints/{complaint_id}", f"/complaints/{made['id']}"
    writer.write("receptionist", f"{path}/triage", one)
    writer.write("receptionist", f"{path}/request-repair", one)
    writer.write("receptionist", f"{path}/pause", one)
    writer.act("receptionist", f"{at}/resume")
    writer.write("receptionist", f"{path}/reveal-contact", one)
    due = f"{writer.day(1)}T10:00:00+08:00"
    writer.write("receptionist", "POST /call-backs", complaint_id=one, due_at=due)
    writer.write("receptionist", f"{path}/call-back", one, result="reached", again_at=None)
    writer.write("receptionist", f"{path}/notes", one, mentions=[])
    writer.write(RESIDENT, f"{path}/additions", one, channel=None)
    writer.write("receptionist", f"{path}/replies", one)
    writer.write("receptionist", f"{path}/correct", one, household_id=None, wish=f"{SCRIPT}。")
    writer.write("receptionist", f"{path}/transfer", one, department=DEPARTMENT)
    writer.write("supervisor", f"{path}/send-back", one)
    writer.write("receptionist", f"{path}/transfer", one, department=DEPARTMENT)
    writer.write("supervisor", f"{path}/take-over", one, handler_id=None)
    writer.write("receptionist", f"{path}/handle", one)
    writer.write("receptionist", f"{path}/answer", one)
    writer.write("supervisor", f"{path}/classify", one)
    for party in ("department", "resident"):
        writer.write("deputy_manager", f"{path}/return-visits", one, party=party)
    writer.write("supervisor", f"{path}/close", one)
    writer.shown(*DESK, path=f"/desk/cases/{one}")
    writer.shown(RESIDENT, path=f"/my/complaints/{one}")
    writer.write("receptionist", "POST /desk-waits")
    writer.shown(*DESK, path="/desk/")
    [suspected, *_] = writer.product.as_("director").get("/concealment-reviews")["items"]
    path = "POST /concealment-reviews/{review_id}/decide"
    writer.write("director", path, suspected["id"], verdict="confirmed")
    writer.shown("director", path=f"/manage/concealment/{suspected['id']}")


def other_cases(writer: Writer, home: str) -> None:
    """One that is withdrawn, one that is found invalid, and one that has climbed."""
    made = writer.write(RESIDENT, "POST /complaints", household_id=home, channel="online")
    writer.write(RESIDENT, "POST /complaints/{complaint_id}/withdraw", made["id"], channel=None)
    writer.shown(*DESK, path=f"/desk/cases/{made['id']}")
    writer.shown(RESIDENT, path=f"/my/complaints/{made['id']}")
    made = writer.write(RESIDENT, "POST /complaints", household_id=home, channel="online")
    one, path = made["id"], "POST /complaints/{complaint_id}"
    wanted = {"category": "plumbing", "public_place": SCRIPT, "description": SCRIPT}
    writer.write("receptionist", f"{path}/triage", one, valid=False, repair=wanted)
    writer.write("supervisor", f"{path}/confirm-invalid", one)
    writer.shown(*DESK, path=f"/desk/cases/{one}")
    [late, *_] = writer.product.as_("director").get("/escalations")["items"]
    writer.write("director", f"{path}/acknowledge", late["complaint_id"])
    writer.shown("director", path=f"/desk/cases/{late['complaint_id']}")


def merged(writer: Writer, home: str) -> None:
    """Cases about the same: merged, taken out, answered at once."""
    one, other, third = (
        writer.write("receptionist", "POST /complaints", household_id=home, restated=SCRIPT)["id"]
        for _ in range(3)
    )
    for each in (one, other):
        writer.write("receptionist", "POST /complaints/{complaint_id}/triage", each)
        writer.write("receptionist", "POST /complaints/{complaint_id}/handle", each)
    made = writer.write("receptionist", "POST /hot-issues", complaint_ids=[one, other])
    issue, path = made["id"], "POST /hot-issues/{hot_issue_id}"
    writer.write("receptionist", f"{path}/members", issue, complaint_ids=[third])
    writer.act("receptionist", f"/hot-issues/{issue}/members/{third}/remove")
    writer.write("receptionist", f"{path}/answer", issue)
    writer.shown("supervisor", path=f"/desk/hot-issues/{issue}")
    writer.shown("supervisor", path="/manage/approvals")
    writer.write("supervisor", f"{path}/answer/decide", issue, approve=True)
    writer.shown(*DESK, path=f"/desk/hot-issues/{issue}")
    writer.shown(*DESK, path="/desk/hot-issues")
    writer.shown(*DESK, path=f"/desk/cases/{third}")


def notices(writer: Writer) -> None:
    """A notice: sent back, agreed to, published, corrected, handed over, withdrawn."""
    audience = {"everyone": True}
    made = writer.write("receptionist", "POST /notices", kind="major", audience=audience)
    one, path, at = made["id"], "/notices/{notice_id}", f"/notices/{made['id']}"
    writer.write("receptionist", f"PATCH {path}", one, version=made["version"], audience=audience)
    writer.act("receptionist", f"{at}/submit")
    writer.write("deputy_manager", f"POST {path}/send-back", one)
    writer.act("receptionist", f"{at}/submit")
    writer.act("deputy_manager", f"{at}/approve")
    writer.act("supervisor", f"{at}/publish")
    writer.write("supervisor", f"POST {path}/correct", one)
    withdrawn = writer.write("receptionist", "POST /notices", audience=audience)
    writer.write("supervisor", f"POST {path}/withdraw", withdrawn["id"])
    writer.shown("receptionist", "deputy_manager", path=at)
    writer.shown("receptionist", path=f"{at}/edit")
    writer.shown("supervisor", path=f"{at}/reach")
    writer.shown("receptionist", path=f"/notices/{withdrawn['id']}")
    mine = writer.product.as_(RESIDENT)
    eventually(lambda: one in {item["id"] for item in mine.get("/notices")["items"]})
    writer.shown(RESIDENT, path=f"/my{at}")
    outage = {"begins_at": f"{writer.day(2)}T09:00:00+08:00", "places": SCRIPT[:60]}
    outage["ends_at"] = f"{writer.day(2)}T17:00:00+08:00"
    writer.write("receptionist", "POST /notices/outage-text", **outage)
    doors = writer.product.as_("steward").get("/door-deliveries")["items"]
    door = doors[0]
    other = next(one for one in doors if one["household_id"] != door["household_id"])
    path = "POST /door-deliveries/homes/{household_id}/hand-over"
    writer.write("steward", path, other["household_id"])
    writer.write("steward", "POST /door-deliveries/{message_id}/hand-over", door["id"])
