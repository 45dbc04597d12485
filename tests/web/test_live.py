"""Live pages: who is told what, of every event and of every hint."""

from collections.abc import Mapping
from itertools import islice, product
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from contracts.events import catalogue
from contracts.problems import SERVICES
from contracts.roles import Role
from foundation.actor import Actor
from foundation.scope import FIRST_COMMUNITY, Scope
from gateway.api.examples import example_of
from gateway.sessions import Sessions
from gateway.web.live import KINDS, LIFE_BEATS, OF_EVENT, OF_SOURCE, Hub, Stream
from tests.api.stand_in import StandIn
from tests.support.community import OTHER
from tests.web.listening import ELSEWHERE, HOME, cookie, login, notified_of, with_cookie

HEARS = {
    "resident": "what concerns it",
    "receptionist": "all", "steward": "all", "engineer": "all", "supervisor": "all",
    "deputy_manager": "all", "director": "all", "finance": "all", "inspector": "all",
    "admin": "what names it",
}  # fmt: skip
"""What each role hears of."""

CONCERNS: Mapping[str, tuple[str, ...]] = {
    "directory.community_changed": (),
    "directory.company_changed": (),
    "directory.household_changed": ("household_id",),
    "directory.person_changed": ("person_id",),
    "directory.duty_changed": ("person_id",),
    "directory.access_changed": ("person_id",),
    "directory.person_left": ("person_id",),
    "directory.second_factor_relaxed": (),
    "directory.password_forgotten": ("person_id",),
    "directory.role_requested": ("person_id",),
    "directory.role_request_closed": ("person_id",),
    "directory.duty_uncovered": (),
    "directory.duty_covered": (),
    "directory.key_call_missed": (),
    "directory.key_call_settled": (),
    "billing.bill_issued": ("household_id",),
    "billing.bill_cancelled": ("household_id",),
    "billing.bills_undelivered": (),
    "billing.payment_received": ("household_id",),
    "billing.payment_voided": ("household_id",),
    "billing.charge_settled": ("household_id",),
    "billing.household_arrears_changed": ("household_id",),
    "billing.dunning_step_taken": ("household_id",),
    "billing.visit_made": ("household_id", "steward_id"),
    "billing.visits_assigned": ("steward_id",),
    "billing.visits_withdrawn": ("steward_id",),
    "billing.visits_stalled": (),
    "repairs.repair_requested": ("household_id",),
    "repairs.repair_dispatched": ("household_id", "engineer_id"),
    "repairs.repair_quoted": ("household_id",),
    "repairs.repair_quote_rejected": ("household_id",),
    "repairs.repair_accepted": ("engineer_id",),
    "repairs.repair_set_out": ("engineer_id",),
    "repairs.repair_unaccepted": ("household_id", "engineer_id"),
    "repairs.repair_response_overdue": ("household_id", "engineer_id"),
    "repairs.repair_completed": ("household_id", "engineer_id"),
    "repairs.repair_followed_up": ("household_id", "engineer_id"),
    "repairs.repair_closed": ("household_id",),
    "repairs.repair_charge_agreed": ("household_id",),
    "repairs.repair_charge_due": ("household_id",),
    "complaints.complaint_lodged": ("household_id",),
    "complaints.complaint_urgent": ("household_id",),
    "complaints.complaint_escalated": ("household_id", "handler_id"),
    "complaints.complaint_transferred": ("household_id", "handler_id"),
    "complaints.complaint_taken_over": ("household_id", "handler_id"),
    "complaints.complaint_sent_back": ("household_id",),
    "complaints.complaint_not_taken_over": ("household_id", "handler_id"),
    "complaints.complaint_handled": ("household_id",),
    "complaints.complaint_answered": ("household_id", "lodged_by_id"),
    "complaints.complaint_closed": ("household_id",),
    "complaints.complaint_noted": (),
    "complaints.complaint_supplemented": ("household_id", "handler_id"),
    "complaints.complaint_replied": ("household_id", "lodged_by_id"),
    "complaints.complaint_withdrawn": ("household_id", "lodged_by_id", "handler_id"),
    "complaints.first_answer_missed": ("household_id", "handler_id"),
    "complaints.first_answer_given": (),
    "complaints.complaint_unattended": ("household_id",),
    "complaints.complaint_attended": (),
    "complaints.desk_wait_long": (),
    "complaints.desk_wait_ended": (),
    "complaints.call_back_missed": ("household_id",),
    "complaints.call_back_made": (),
    "complaints.concealment_suspected": (),
    "complaints.concealment_decided": (),
    "complaints.fee_dispute_opened": ("household_id",),
    "complaints.fee_dispute_closed": ("household_id",),
    "complaints.repair_wanted": ("household_id",),
    "notices.notice_published": ("everybody",),
    "notices.bill_delivered": ("household_id",),
    "notices.message_undeliverable": ("household_id", "person_id"),
}
"""By which of its fields an event concerns a household or names a person."""

HINTS = tuple(f"{service}." for service in SERVICES)
"""What one page has done and others show: no event, but told as one."""


def names_one(field: str) -> bool:
    """Whether the field holds an id, other than of a household."""
    return field.endswith("_id") and field != "household_id"


def filled(value: Any, household: str | None) -> Any:
    """A payload about this household, with somebody of its own in the place of each other id."""
    if isinstance(value, list):
        return [filled(one, household) for one in value]
    if not isinstance(value, dict):
        return value
    names = {name: f"the {name}" for name in value if names_one(name)}
    homes = {"household_id": household, "household_ids": [household]}
    return (
        {name: filled(one, household) for name, one in value.items()}
        | names
        | {name: home for name, home in homes.items() if name in value}
    )


def payload(event: str, household: str | None) -> dict[str, Any]:
    """What an event or a hint says, with every field that it has."""
    source, _, type_ = event.partition(".")
    if not type_:
        return {"household_id": household}
    schema = max((key, made) for key, made in catalogue().items() if key[:2] == (source, type_))[1]
    known = example_of(schema())
    made: dict[str, Any] = filled(dict.fromkeys(schema().fields) | known, household)
    return made


@pytest.fixture(scope="module")
def listeners(app: Flask) -> Mapping[str, FlaskClient]:
    """Each role of the household and of another, and a resident elsewhere for every id."""
    somebody: dict[str, dict[str, Any]] = {
        f"{role} of {household}": {"id": "p1", "roles": [role], "household_ids": [household]}
        for role, household in product(HEARS, (HOME, ELSEWHERE))
    }
    fields = {name for event in CONCERNS for name in payload(event, HOME) if names_one(name)}
    named = {
        f"{role} {field}": {"id": f"the {field}", "roles": [role], "household_ids": [ELSEWHERE]}
        for role, field in product(("resident", "admin"), fields)
    }
    return {
        who: with_cookie(
            app, cookie(app, session=login(**person)["session_id"], person=person["id"])
        )
        for who, person in (somebody | named).items()
    }


def concerned(listeners: Mapping[str, FlaskClient], fields: tuple[str, ...]) -> set[str]:
    """Who must be told of an event that concerns others by these fields."""
    if "everybody" in fields:
        return set(listeners)
    staff = {who for who in listeners if HEARS[who.split()[0]] == "all"}
    residents = {f"resident of {HOME}"} if "household_id" in fields else set()
    named = {
        f"{role} {field}" for role in ("resident", "admin") for field in filter(names_one, fields)
    }
    return staff | residents | named


def test_the_matrix_has_every_event_and_every_role() -> None:
    assert set(CONCERNS) == {f"{source}.{type_}" for source, type_, _ in catalogue()}
    assert set(HEARS) == set(Role) - {Role.SYSTEM}


@pytest.mark.parametrize("event", [*CONCERNS, *HINTS])
def test_one_hears_of_the_own_household_and_of_what_names_one(
    app: Flask, listeners: Mapping[str, FlaskClient], event: str
) -> None:
    notified = notified_of(app, listeners, event, payload(event, HOME))
    assert notified == concerned(listeners, CONCERNS.get(event, ("household_id",)))


@pytest.mark.parametrize("event", [*CONCERNS, *HINTS])
def test_what_concerns_no_household_is_told_to_no_resident_for_living_here(
    app: Flask, listeners: Mapping[str, FlaskClient], event: str
) -> None:
    notified = notified_of(app, listeners, event, payload(event, None))
    named = set(CONCERNS.get(event, ())) - {"household_id"}
    assert notified == concerned(listeners, tuple(named))


def test_a_stream_that_told_everybody_everything_would_be_seen(
    app: Flask, listeners: Mapping[str, FlaskClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control of the matrix."""
    monkeypatch.setattr(Stream, "concerns", lambda *_: True)
    event = "billing.bill_issued"
    notified = notified_of(app, listeners, event, payload(event, HOME))
    assert f"resident of {ELSEWHERE}" in notified - concerned(listeners, CONCERNS[event])


@pytest.fixture(scope="module")
def elsewhere(app: Flask) -> Mapping[str, FlaskClient]:
    """Each role as it is held in another community, and for the whole company."""
    return {
        f"{role} of {name}": with_cookie(
            app,
            cookie(
                app,
                session=login(
                    roles=[role],
                    household_ids=[ELSEWHERE],
                    grants=[{"role": role, "community_id": community}],
                )["session_id"],
            ),
        )
        for role, (name, community) in product(HEARS, (("another", OTHER), ("the company", None)))
    }


@pytest.mark.parametrize("event", [*CONCERNS, *HINTS])
def test_P01_staff_hear_of_the_communities_of_their_roles(
    app: Flask, elsewhere: Mapping[str, FlaskClient], event: str
) -> None:
    notified = notified_of(app, elsewhere, event, payload(event, HOME))
    company = {f"{role} of the company" for role, hears in HEARS.items() if hears == "all"}
    everybody = {f"{role} of the company" for role in HEARS}
    assert notified == (everybody if CONCERNS.get(event) == ("everybody",) else company)


def test_P01_a_stream_that_looked_at_no_community_would_be_seen(
    app: Flask, elsewhere: Mapping[str, FlaskClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(Scope, "sees", lambda *_: True)
    event = "billing.bill_issued"
    assert "steward of another" in notified_of(app, elsewhere, event, payload(event, HOME))


def test_the_api_has_no_stream(app: Flask) -> None:
    """One that is added needs a matrix, too."""
    assert "text/event-stream" not in app.test_client().get("/openapi.json").get_data(as_text=True)


def person(role: Role, *households: str, id: str = "p1") -> Actor:
    """Somebody."""
    somebody = login(id=id, roles=[role], household_ids=list(households))
    session = somebody["session_id"]
    return Actor(id, "王芳", frozenset({role}), frozenset(households), session=session)


def a_hub(**bounds: int) -> Hub:
    """The pages of a process of their own."""
    return Hub(Sessions(StandIn()), **bounds)


def test_a_page_that_has_gone_is_forgotten() -> None:
    hub = a_hub()
    stream = hub.open(person(Role.RESIDENT, "h1"))
    next(stream)
    stream.close()  # type: ignore[attr-defined]
    assert not hub._streams


def test_one_person_has_so_many_streams_and_the_oldest_makes_room() -> None:
    hub = a_hub(most=10, of_one=2)
    other = hub.open(person(Role.RESIDENT, "h2", id="p2"))
    streams = [hub.open(person(Role.RESIDENT, "h1")) for _ in range(4)]
    for stream in (other, *streams):
        next(stream)
    assert [list(stream) for stream in streams[:2]] == [["event: enough\ndata:\n\n"]] * 2
    hub.on_event("notices", "notice_published", {}, FIRST_COMMUNITY)
    assert [next(stream) for stream in (other, *streams[2:])] == ["data: notices messages\n\n"] * 3


def test_all_have_so_many_streams_and_the_oldest_makes_room() -> None:
    hub = a_hub(most=2, of_one=2)
    streams = [
        hub.open(Actor(f"p{n}", "李雷", frozenset({Role.RESIDENT}), frozenset())) for n in range(3)
    ]
    for stream in streams:
        next(stream)
    assert list(streams[0]) == ["event: enough\ndata:\n\n"]
    assert len(hub._streams) == 2


def test_every_event_is_of_a_kind_on_which_pages_may_depend() -> None:
    for source, type_, _ in catalogue():
        assert set(OF_EVENT.get((source, type_), OF_SOURCE[source])) <= set(KINDS)


def test_a_stream_ends_however_busy_so_that_who_reads_it_is_asked_again() -> None:
    hub = a_hub()
    stream = hub.open(person(Role.RESIDENT, HOME))
    next(stream)
    for _ in range(LIFE_BEATS + 1):
        hub.on_event("notices", "notice_published", {}, FIRST_COMMUNITY)
    assert len(list(islice(stream, LIFE_BEATS + 1))) == LIFE_BEATS
    assert not hub._streams
