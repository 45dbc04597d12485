"""C01, X01, X05, X09, X10: what people try on a case, in any order, beside what must hold."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from contracts.complaints.cases import Outcome, Status
from contracts.complaints.timeline import Action
from foundation.actor import Actor
from foundation.clock import FixedClock
from foundation.errors import ServiceError
from foundation.storage.store import Store
from services.complaints.casework import rules as lifecycle
from services.complaints.policy import ComplaintPolicy
from services.complaints.service import ComplaintsService
from tests.operations.complaints.conftest import Answer, Desk
from tests.properties import oracle
from tests.properties.communities import Community, Place, World, run_dealt
from tests.properties.conftest import SEQUENCES, local
from tests.properties.reached import missed, require_reached

PEOPLE = (
    "receptionist", "supervisor", "supervisor", "inspector", "engineer", "deputy", "director",
    "resident", "neighbour",
)  # fmt: skip
CHANNELS = ("phone", "visit", "letter", "online")
KINDS = ("complaint", "complaint", "inquiry", "suggestion", "report")
NEED_A_VISIT = ("complaint", "report")
RANKS = ("receiver", "supervisor", "deputy_manager", "director")
OPEN_HOURS = oracle.desk()
MOST_PAUSES, MOST_MINUTES, UNREACHED_DAYS = 2, 2160, 3

CHOICES: dict[str, dict[str, tuple[Any, ...]]] = {
    "triage": {
        "kind": (None, None, *KINDS), "valid": (True, True, False, None),
        "ground": (None, "不属于服务合同"), "gravity": (None, None, "general", "major"),
        "urgency": (None, None, "ordinary", "urgent"), "category": (None, "fee", "other"),
        "restated": (None, {"text": "复述", "confirmed": True}),
    },
    "restate": {"restated": ({"text": "复述", "confirmed": True},)},
    "confirm_invalid": {"agrees": (True, False)},
    "transfer": {"department": ("工程部", "保安部"), "handler_id": (None, "p-engineer", "nobody")},
    "handle": {"result": ("更换循环泵",)},
    "answer": {
        "channel": CHANNELS, "text": ("循环泵已更换。", "循环泵已更换。", "我不管该找谁找谁"),
        "consent": (None, "电话同意"),
    },
    "return_visits": {
        "party": ("department", "resident"), "result": ("solved", "unsolved", "unreached"),
    },
    "pause": {"reason": ("等业主回电",)},
    "resume": {},
    "acknowledge": {"beyond_authority": (False, False, True)},
    "classify": {"final": ("general", "repeat", "malignant"), "reason": (None, "查实")},
    "close": {},
}  # fmt: skip
WHOSE = dict.fromkeys(CHOICES, "supervisor") | {
    "confirm_invalid": "deputy", "handle": "engineer", "answer": "receptionist",
    "return_visits": "inspector", "acknowledge": "director", "classify": "director",
}  # fmt: skip
"""Whose task it is."""

USED_UP = "pause used up"
OF_REPAIRS = {
    Action.REPAIR_WANTED, Action.REPAIR_LINKED, Action.REPAIR_COMPLETED, Action.REPAIR_CLOSED,
}  # fmt: skip
OF_OTHERS = {Action.DEADLINE_RECOUNTED, Action.HANDED_ON}
"""What comes of opening hours that change, and of somebody who leaves: not tried here."""
OFTEN = (
    Action.HANDLED, Action.ANSWERED, Action.RETURN_VISITED, Action.CLOSED, Action.PAUSED,
    Action.RESUMED, Action.ESCALATED,
)  # fmt: skip
SOMETIMES = (
    Action.REOPENED, USED_UP, *RANKS[1:], *(f"closed {outcome}" for outcome in Outcome),
)  # fmt: skip
LEAST = (
    dict.fromkeys(set(Action) - OF_REPAIRS - OF_OTHERS, 1)
    | dict.fromkeys(SOMETIMES, 3)
    | dict.fromkeys(OFTEN, 20)
)
"""How many sequences must at least come to each."""


@st.composite
def attempts(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """Something that somebody tries."""
    method = draw(st.sampled_from(sorted(CHOICES)))
    choices = CHOICES[method].items()
    return method, {name: draw(st.sampled_from(values)) for name, values in choices}


def prepare(store: Store, clock: FixedClock, places: tuple[Place, ...]) -> None:
    """In each community a household and an engineer."""
    for place in places:
        place.household(store, "h1")
        place.person(store, "p-engineer", "engineer", name="孙工")


class Case(Community):
    """A case, and a diary of what was done to it."""

    service = ComplaintsService

    def __init__(self, place: Place, world: World) -> None:
        super().__init__(place, world)
        self.desk = Desk(self.store, self.clock, place.actor)
        self.case: Answer = {}
        self.stops: list[tuple[datetime, datetime | None]] = []
        self.pauses: list[tuple[datetime, datetime | None]] = []
        self.answered = False
        self.visits: list[tuple[str, Any]] = []
        """Return visits to the resident in this round: result, local day."""
        self.handled_by = ""
        self.always_general = True
        self.notified: list[str] = []
        self.days = 0

    @initialize(
        minutes=st.integers(0, 5 * 1440), channel=st.sampled_from(CHANNELS),
        kind=st.sampled_from(KINDS), urgency=st.sampled_from(["ordinary", "ordinary", "urgent"]),
        gravity=st.sampled_from(["general", "general", "major"]), steps=st.integers(0, 3),
    )  # fmt: skip
    def lodge(self, minutes: int, steps: int, **data: Any) -> None:
        """A case comes, and goes some of the straight way at once."""
        self.wait(minutes)
        self.case = self.desk.lodge(household_id=self.place.id("h1"), **data)
        self.lodged_at = self.now
        self.transferred, self.urgent = False, data["urgency"] == "urgent"
        self.days = 3 if self.urgent else 0
        self.always_general = data["gravity"] == "general"
        self.count()
        for _ in range(steps):
            self.go_on(unsolved=False)

    def came_to(self) -> set[str]:
        """What was done, whom it was told, how it ended."""
        timeline = self.case.get("timeline", [])
        used_up = {USED_UP for entry in timeline if entry["detail"].get("used_up")}
        ends = {f"closed {outcome}" for outcome in (self.case.get("outcome"),) if outcome}
        return {entry["action"] for entry in timeline} | used_up | ends | set(self.notified)

    @property
    def now(self) -> datetime:
        """The moment."""
        return self.clock.now()

    @property
    def paused(self) -> bool:
        """Whether the case waits for the resident."""
        return bool(self.pauses) and self.pauses[-1][1] is None

    def count(self) -> None:
        """Count the due time out, minute by minute, from all that the diary says."""
        limit = oracle.closing_after_days(OPEN_HOURS, self.lodged_at, self.days, lambda day: True)
        over = [(since, until) for since, until in self.stops if until]
        self.due_at = oracle.after_stops(OPEN_HOURS, self.lodged_at, limit, over)

    def end_stop(self, at: datetime) -> None:
        """The clock runs on."""
        since, _ = self.stops.pop()
        self.stops.append((since, at))
        self.count()

    def end_pause(self, at: datetime) -> None:
        """The pause is over."""
        since, _ = self.pauses.pop()
        self.pauses.append((since, at))
        self.end_stop(at)

    def live(self, since: datetime) -> None:
        if self.paused and (limit := self.used_up_at()) <= self.now:
            self.end_pause(limit)

    def used_up_at(self) -> datetime:
        """When the running pause has used up what a case is allowed."""
        used = sum(
            oracle.minutes_between(OPEN_HOURS, since, until)
            for since, until in self.pauses
            if until
        )
        return oracle.after_minutes(OPEN_HOURS, self.pauses[-1][0], MOST_MINUTES - used)

    # what happens

    @rule(minutes=st.sampled_from([0, 1, 30, 120, 240, 720, 1440, 1440, 4320]))
    def wait(self, minutes: int) -> None:
        self.wait_for(timedelta(minutes=minutes))

    @rule(attempt=attempts(), who=st.sampled_from(PEOPLE))
    def try_anything(self, attempt: tuple[str, dict[str, Any]], who: str) -> None:
        method, data = attempt
        self.attempt(method, getattr(self.desk, who), data)

    @rule(attempt=attempts())
    def do_ones_task(self, attempt: tuple[str, dict[str, Any]]) -> None:
        """By whose task it is; what anybody tries is mostly refused."""
        method, data = attempt
        self.attempt(method, getattr(self.desk, WHOSE[method]), data)

    @precondition(lambda self: self.case.get("status") in ("accepted", "handling"))
    @rule(words=st.sampled_from([(True,), (False,), (False, True)]))
    def doubt(self, words: tuple[bool, ...]) -> None:
        """Invalid verdicts, and the second person's word on each."""
        verdict = {"valid": False, "ground": "不属于服务合同"}
        for agrees in words:
            self.attempt("triage", self.desk.supervisor, verdict)
            self.attempt("confirm_invalid", self.desk.deputy, {"agrees": agrees})

    @precondition(lambda self: self.case.get("status") in ("accepted", "handling"))
    @rule(department=st.sampled_from(CHOICES["transfer"]["department"]))
    def hand_over(self, department: str) -> None:
        data = {"department": department, "handler_id": "p-engineer"}
        self.attempt("transfer", self.desk.supervisor, data)

    @precondition(lambda self: self.case.get("status") in ("accepted", "handling", "handled"))
    @rule(minutes=st.sampled_from([30, 720, 4320]))
    def wait_for_the_resident(self, minutes: int) -> None:
        """A pause that is ended, or has used itself up before."""
        self.attempt("pause", self.desk.receptionist, {"reason": "等业主回电"})
        self.wait(minutes)
        self.attempt("resume", self.desk.receptionist, {})

    @rule(unsolved=st.booleans())
    def go_on(self, unsolved: bool) -> None:
        """The next step on the straight way: random attempts alone seldom come far."""
        state = self.case["status"]
        says = {"party": "resident", "result": "unsolved" if unsolved else "solved"}
        ways: dict[str, list[tuple[str, str, dict[str, Any]]]] = {
            "lodged": [("triage", "supervisor", {"valid": True})],
            "accepted": [("handle", "engineer", {"result": "修好"})],
            "handling": [("handle", "engineer", {"result": "修好"})],
            "handled": [
                ("return_visits", "inspector", {"party": "department", "result": "solved"}),
                ("answer", "receptionist", {"channel": self.case["channel"], "text": "已修好。"}),
            ],
            "answered": [("return_visits", "inspector", says), ("close", "supervisor", {})],
            "closed": [],
        }
        for method, who, data in ways[state]:
            self.attempt(method, getattr(self.desk, who), data)

    @precondition(lambda self: self.case.get("status") == "answered")
    @rule(times=st.integers(1, 3), days=st.integers(1, 2))
    def reach_nobody(self, times: int, days: int) -> None:
        says = {"party": "resident", "result": "unreached"}
        for _ in range(times):
            self.attempt("return_visits", self.desk.inspector, says)
            self.wait(days * 1440)

    def attempt(self, method: str, by: Actor, data: dict[str, Any]) -> None:
        """Try it: what is refused leaves no trace in any table."""
        if data.get("handler_id"):
            data = data | {"handler_id": self.place.id(data["handler_id"])}
        before = self.world.template.rows()
        try:
            after = self.desk.act(self.case, method, by, **data)
        except ServiceError:
            assert self.world.template.rows() == before
            return
        if method not in ("acknowledge", "classify"):
            assert self.case["status"] != "closed"
        note: Callable[..., None] = getattr(self, f"note_{method}", lambda *_: None)
        note(by, data)
        self.case = after

    # the diary

    def note_triage(self, by: Actor, data: dict[str, Any]) -> None:
        if data.get("urgency"):
            self.urgent = data["urgency"] == "urgent"
        self.always_general &= data.get("gravity") != "major"
        self.choose_limit()

    def note_transfer(self, by: Actor, data: dict[str, Any]) -> None:
        self.transferred = True
        self.choose_limit()

    def choose_limit(self) -> None:
        """Another class has another limit, unless the deadline was missed before."""
        moment = self.stops[-1][0] if self.stops and self.stops[-1][1] is None else self.now
        if self.due_at > moment:
            self.days = 3 if self.urgent or self.transferred else 0
            self.count()

    def note_handle(self, by: Actor, data: dict[str, Any]) -> None:
        self.handled_by = by.id

    def note_acknowledge(self, by: Actor, data: dict[str, Any]) -> None:
        self.always_general &= not data["beyond_authority"]

    def note_pause(self, by: Actor, data: dict[str, Any]) -> None:
        self.pauses.append((self.now, None))
        self.stops.append((self.now, None))
        assert len(self.pauses) <= MOST_PAUSES

    def note_resume(self, by: Actor, data: dict[str, Any]) -> None:
        self.end_pause(self.now)

    def note_answer(self, by: Actor, data: dict[str, Any]) -> None:
        self.answered = True
        self.stops.append((self.now, None))

    def note_return_visits(self, by: Actor, data: dict[str, Any]) -> None:
        if data["party"] == "resident":
            assert by.id != self.handled_by
            self.visits.append((data["result"], local(self.now).date()))
        if data["result"] == "unsolved":
            if self.answered:
                self.end_stop(self.now)
            self.answered, self.visits = False, []

    # what must hold

    @precondition(lambda self: self.case)
    @invariant()
    def closed_only_after_answer_and_visit(self) -> None:
        seen = self.desk.get(self.case)
        self.case = seen
        assert seen["first_responsible"] == "receptionist"
        if seen["status"] != "closed":
            return
        assert self.answered
        if seen["kind"] in NEED_A_VISIT:
            reached = [result for result, _ in self.visits if result != "unreached"]
            tried = {day for result, day in self.visits if result == "unreached"}
            if reached[-1:] != ["solved"]:
                assert len(tried) >= UNREACHED_DAYS and seen["outcome"] == "unreached"

    @precondition(lambda self: self.case)
    @invariant()
    def due_as_counted_minute_by_minute(self) -> None:
        assert datetime.fromisoformat(self.case["due_at"]) == self.due_at

    @precondition(lambda self: self.case)
    @invariant()
    def tiers_are_told_once_in_order_and_in_time(self) -> None:
        notified = [tier for tier, _ in self.desk.tiers(self.case)]
        assert notified[: len(self.notified)] == self.notified
        self.notified = notified
        ranks = [RANKS.index(tier) for tier in notified]
        assert ranks == sorted(set(ranks))
        running = not (self.stops and self.stops[-1][1] is None)
        if running and self.case["status"] != "closed":
            if self.now >= self.due_at:
                assert notified
            elif self.always_general:
                assert notified == [] or self.missed_before
        self.missed_before = bool(notified)

    missed_before = False


def test_X01_X09_X10_P01_nothing_that_is_tried_breaks_a_case_of_either_community() -> None:
    require_reached(run_dealt(Case, prepare), LEAST)


def test_X10_where_no_resident_can_be_asked_it_is_noticed_that_no_case_ends_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Negative control: a way that is barred breaks no rule, yet is noticed."""
    ways = dict(lifecycle.TRANSITIONS)
    del ways[Status.ANSWERED, lifecycle.Move.ASK_RESIDENT]
    monkeypatch.setattr(lifecycle, "TRANSITIONS", ways)
    reached = run_dealt(Case, prepare, settings(SEQUENCES, max_examples=30))
    assert reached[Action.ANSWERED] and not reached["closed unreached"]
    assert "closed unreached" in missed(reached, LEAST)


def test_X09_the_model_counts_by_the_default_policy() -> None:
    policy = ComplaintPolicy()
    limits = (policy.own_scope_days, policy.transferred_days, policy.urgent_days)
    assert limits == (0, 3, 3)
    assert (policy.max_pauses, policy.max_pause_minutes) == (MOST_PAUSES, MOST_MINUTES)
    assert policy.unreached_days == UNREACHED_DAYS
