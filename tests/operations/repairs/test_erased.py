"""P08: who asked for which repair is erased in time, with its photos; every figure stays."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from foundation.storage.tables import metadata as shared
from services.repairs.service import RepairsService as Service
from tests.operations.conftest import NOON
from tests.operations.repairs.conftest import Answer, Desk
from tests.operations.repairs.photos.test_photos import add
from tests.operations.test_retention import pass_nights
from tests.support.at_rest import everything as at_rest

YEARS = timedelta(days=1_825)
SECRETS = (
    "王芳", "13812345678", "龙头", "阀芯", "下午在家", "很满意", "改约", "不巧", "李签",
)  # fmt: skip
TABLES = ("repairs", "rounds", "attempts", "offers", "quotes", "loans", "timeline", "audit")


def everything(desk: Desk) -> str:
    """All that the database holds of repairs, as text."""
    known = {**Service.tables.tables, **shared.tables}
    with desk.store.engine.connect() as connection:
        rows = [connection.execute(select(known[name])).all() for name in TABLES]
    return json.dumps([[list(row) for row in one] for one in rows], ensure_ascii=False, default=str)


def figures(desk: Desk) -> Any:
    """The month's board."""
    return desk.call("figures", desk.supervisor, since="2026-11-01", until="2026-11-30")


def lived(desk: Desk) -> list[Answer]:
    """A repair that was declined once, done, and followed up; one that was cancelled; one whose
    equipment is still out."""
    done = desk.bring("dispatched", preferred_slot="下午在家")
    add(desk, done)
    desk.call("decline", desk.engineer(), repair_id=done["id"], reason="不巧请假")
    if desk.get(done["id"])["status"] != "dispatched":
        desk.call("dispatch", desk.receptionist, repair_id=done["id"], engineer_id="e2")
    desk.go_on(done["id"], "completed", "e2")
    gone = desk.request()
    desk.call("cancel", desk.resident, repair_id=gone["id"], reason="改约其他人")
    out = desk.bring("arrived")
    taken = {"item": "水泵", "lent_item": None, "consent_signature": "李签"}
    desk.call("take_equipment", desk.engineer(), repair_id=out["id"], **taken)
    desk.go_on(out["id"], "completed")
    desk.later(days=2)
    published = {
        "solved": True,
        "rating": 5,
        "remark": "很满意",
        "badge_worn": True,
        "gifts_taken": False,
    }
    for repair in (done, out):
        reached = {"repair_id": repair["id"], **published}
        desk.call("follow_up", desk.receptionist, **reached)
    return [done, gone, out]


def test_P08_what_was_said_of_a_repair_goes_with_its_photos_and_every_figure_stays(
    desk: Desk,
) -> None:
    done, gone, out = lived(desk)
    before = figures(desk)
    desk.clock.set(NOON + YEARS - timedelta(days=5))
    pass_nights(desk.store, Service, desk.clock)
    held = everything(desk)
    assert [one for one in SECRETS if one not in held] == [], "still kept"
    desk.clock.set(NOON + YEARS + timedelta(days=10))
    pass_nights(desk.store, Service, desk.clock)
    assert desk.get(out["id"])["description"], "something of theirs is still out"
    for repair in (done, gone):
        shown = desk.get(repair["id"])
        assert shown["erased_at"] is not None
        text_of = json.dumps(shown, ensure_ascii=False, default=str)
        assert [one for one in SECRETS if one in text_of] == []
        assert shown["photos"] == []
    [loan] = desk.get(out["id"])["loans"]
    desk.clock.set(NOON + YEARS + timedelta(days=11))
    back = {"loan_id": loan["id"], "receipt_signature": "李签"}
    desk.call("return_equipment", desk.receptionist, **back)
    desk.clock.set(NOON + YEARS * 2 + timedelta(days=30))
    pass_nights(desk.store, Service, desk.clock)
    left = everything(desk)
    assert [one for one in SECRETS if one in left] == []
    assert figures(desk) == before


ERASED = {
    "person_id": "p-resident", "version": 99, "name": "—", "roles": ["resident"], "buildings": [],
    "skills": [], "phone": None, "email": None, "active": False, "login": False,
    "household_ids": [], "erased": True,
}  # fmt: skip
"""What the directory publishes of a resident who left long ago."""


def told(desk: Desk) -> list[str]:
    """What the database tells of the resident."""
    found = at_rest(desk.store, "outbox")
    return [one for one in ("欧阳离去", "13987654321") if one in found]


def left(desk: Desk) -> Answer:
    """What somebody asked for who has left since."""
    desk.resident = replace(desk.resident, name="尉迟本人")
    repair = desk.request(desk.resident, contact_name="欧阳离去", contact_phone="13987654321")
    add(desk, repair, desk.resident)
    desk.receives("on_person_changed", **ERASED | {"version": 98, "erased": False})
    assert told(desk) == ["欧阳离去", "13987654321"]
    return repair


def test_P08_who_has_left_is_erased_when_the_directory_says_so(desk: Desk) -> None:
    repair = left(desk)
    desk.receives("on_person_changed", **ERASED)
    assert told(desk) == []
    assert desk.get(repair["id"])["description"], "the paper itself stays for its own time"
    assert desk.resident.name not in at_rest(desk.store, "outbox", "audit"), "nor who did what"
    desk.receives("on_person_changed", **ERASED)


def test_P08_what_an_event_of_before_says_does_not_bring_the_name_back(desk: Desk) -> None:
    left(desk)
    desk.receives("on_person_changed", **ERASED)
    late = {"version": 97, "erased": False, "name": "欧阳离去", "phone": "13987654321"}
    desk.receives("on_person_changed", **ERASED | late)
    assert told(desk) == []


def test_P08_who_has_left_and_has_a_repair_open_is_not_erased_on_request(desk: Desk) -> None:
    repair = left(desk)
    director = replace(desk.supervisor, roles=frozenset({"director"}), grants=frozenset())
    about = {"household_id": repair["household_id"], "member_id": "m-gone"}
    for person_id, reasons in ((desk.resident.id, ["repair"]), ("p-another", []), (None, [])):
        found = desk.call("needs_leaver", director, **about, person_id=person_id)
        assert found["reasons"] == reasons
