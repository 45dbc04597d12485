"""The questions of the benchmark: every list and report, by whom it is read, with which filters."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import text

from bench.servers import claims
from foundation.actor import Actor, Grant
from foundation.config import SERVICES
from foundation.scope import FIRST_COMMUNITY
from foundation.storage.store import Store
from gateway.api.endpoints import ENDPOINTS

Values = Mapping[str, Any]
Looked = Callable[[Store], dict[str, Any]]
HOME = str(claims("resident1")["household_ids"][0])
ENGINEER = str(claims("engineer")["id"])
STEWARD = str(claims("steward")["id"])
TODAY = datetime.now(UTC).date()
MONTH_AGO = str(TODAY - timedelta(days=30))
SINGLE = frozenset({
    "get_bill_run", "get_bill", "get_payment", "get_photo", "get_household", "get_person", "get",
    "first_check", "get_receipt", "get_void_request", "get_letter", "me",
    "own_second_factor", "own_contact", "get_access", "get_role_request", "get_cancel_request",
    "reading_sheet", "list_deliveries", "list_outlets", "opening",
    "closing_statement", "get_community", "get_company", "get_policy", "paper_head",
    "get_hot_issue", "list_hot_issue_members", "list_hot_issue_answers",
    "get_company_picture", "get_template", "get_attachment", "get_visit_attachment", "get_review",
})  # fmt: skip
"""Methods that give one thing by its key, or nothing of what the demonstration has in the database.
"""


@dataclass(frozen=True)
class Question:
    """A method with arguments; `look` finds those that only the database knows."""

    service: str
    method: str
    login: str
    given: Values = field(default_factory=dict)
    look: Looked | None = None
    note: str = ""
    whole: bool = False
    """Whether it is meant to read everything."""

    @property
    def actor(self) -> Actor:
        """The person of the demo community who asks."""
        known = claims(self.login)
        return Actor(
            known["id"],
            known["name"],
            frozenset(known["roles"]),
            frozenset(known["household_ids"]),
            request_id="bench",
            grants=frozenset(Grant(*one) for one in known["grants"]),
        )

    @property
    def name(self) -> str:
        """Method and filters."""
        filters = ", ".join(
            f"{key}={'…' if len(str(value)) > 20 else value}" for key, value in self.given.items()
        )
        return f"{self.method}({filters or self.note}), {self.login}"

    def values(self, store: Store) -> dict[str, Any]:
        """The arguments."""
        return {**self.given, **(self.look(store) if self.look else {})}


def found(name: str, statement: str) -> Looked:
    """An argument that a statement finds."""

    def look(store: Store) -> dict[str, Any]:
        with store.engine.connect() as connection:
            return {name: connection.scalar(text(statement))}

    return look


def of_first(table: str, condition: str = "", key: str = "id") -> str:
    """A statement that finds a thing of the first community."""
    more = f" AND {condition}" if condition else ""
    return f"SELECT {key} FROM {table} WHERE community_id = '{FIRST_COMMUNITY}'{more} LIMIT 1"


def far(table: str, key: str = "id") -> Looked:
    """The cursor of a page in the middle of a list."""
    ours = f"FROM {table} WHERE community_id = '{FIRST_COMMUNITY}'"
    middle = f"SELECT {key} {ours} ORDER BY {key} LIMIT 1"
    return found("cursor", f"{middle} OFFSET (SELECT count(*) / 2 {ours})")


def reads(service: str, method: str, login: str, *filters: Values) -> list[Question]:
    """The same method with several filters."""
    return [Question(service, method, login, one) for one in filters]


OF_HOME = {"household_id": HOME}
QUESTIONS: tuple[Question, ...] = (
    *reads(
        "complaints", "search", "supervisor", {}, {"status": "lodged"}, {"status": "closed"},
        {"tier": "director"}, {"kind": "report"}, {"category": "pests"}, OF_HOME,
        {"overdue": True}, {"status": "accepted", "overdue": True}, {"mine": True}, {"open": True},
        {"open": True, "overdue": True},
    ),
    Question("complaints", "search", "supervisor", look=far("complaints"), note="in the middle"),
    *reads("complaints", "search", "receptionist", {"mine": True}),
    *reads("complaints", "search", "resident1", {}, {"mine": True}, {"status": "closed"}),
    *reads("complaints", "escalations", "supervisor", {}),
    *reads("complaints", "escalations", "director", {}),
    *reads("complaints", "incoming_documents", "supervisor", {}),
    *reads("complaints", "overdue", "director", {}),
    *reads("complaints", "list_reviews", "supervisor", {}, {"state": "open"}),
    *reads("complaints", "search", "receptionist", {"open": True, "call_back_missed": True}),
    *reads("complaints", "search", "receptionist", {"inbox": "mine"}, {"inbox": "engineering"},
           {"inbox": "all"}, {"open": True, "not_taken_over": True}),
    *reads("complaints", "search", "receptionist", {"open": True, "unread": True}),
    *reads("complaints", "search", "receptionist", {"open": True, "call_back_missed": True},
           {"open": True, "first_answer_missed": True}, {"open": True, "unattended": True},
           {"open": True, "late": True}),
    *reads("complaints", "list_waits", "receptionist", {"open": True}, {"long": True}),
    *reads("complaints", "list_call_backs", "receptionist", {"open": True}, {"state": "missed"}),
    *reads("complaints", "list_hot_issues", "supervisor", {}, {"state": "open"},
           {"state": "submitted"}, {"state": "answered"}),
    Question("complaints", "find_similar", "supervisor", look=found(
        "complaint_id", of_first("complaints", "status = 'accepted'"))),
    *reads("complaints", "trend", "director", {"month": MONTH_AGO[:7]}),
    *reads("complaints", "report", "director", {"month": MONTH_AGO[:7]}),
    *reads("complaints", "audit_trail", "director", {}, {"person": ENGINEER},
           {"person": str(claims("receptionist")["id"])}),
    *reads("complaints", "list_looks", "inspector", {}),
    *reads("complaints", "categories", "supervisor", {}, {"include_inactive": True}),
    *reads("complaints", "quick_replies", "supervisor", {}, {"use": "answer"}),
    *reads("complaints", "history", "supervisor", {"kind": "category", "subject_ids": ["mail"]}),
    *reads("complaints", "departments", "supervisor", {}, {"include_inactive": True}),
    *reads(
        "repairs", "search", "supervisor", {}, {"status": "requested"}, {"status": "closed"},
        {"priority": "emergency"}, {"category": "gas"}, OF_HOME, {"building": "3栋"},
        {"overdue": True}, {"follow_up": "due"}, {"follow_up": "overdue"},
        {"follow_up": "unreached"}, {"mine": True}, {"waiting": True},
    ),
    *reads("repairs", "search", "engineer", {}, {"mine": True}, {"status": "completed"}),
    *reads("repairs", "search", "resident1", {}),
    *reads("repairs", "list_looks", "inspector", {}),
    Question("repairs", "suggest_engineer", "supervisor", look=found(
        "repair_id", of_first("repairs", "status = 'verified'"))),
    *reads("repairs", "open_loans", "supervisor", {}),
    *reads("repairs", "open_loans", "engineer", {"mine": True}),
    *reads("repairs", "figures", "director", {}, {"since": MONTH_AGO}),
    *reads("billing", "list_fee_items", "finance", {}),
    *reads("billing", "list_assignments", "finance", {}, OF_HOME),
    *reads("billing", "list_bill_runs", "finance", {}),
    *reads("billing", "billed_periods", "finance", {}),
    *reads(
        "billing", "list_bills", "finance", {}, OF_HOME, {"period": "2025-Q2"}, {"status": "open"},
        {"status": "partly_paid"}, {"status": "paid"}, {"overdue": True}, {"overdue": False},
        {"kind": "charge"}, {"period": "2025-Q2", "status": "open"},
    ),
    Question("billing", "list_bills", "finance", look=far("bills"), note="in the middle"),
    *reads("billing", "list_bills", "resident1", {}, {"status": "open"}),
    *reads("billing", "list_payments", "finance", {}, OF_HOME, {"method": "cash"},
           {"taken_on": MONTH_AGO}),
    *reads("billing", "list_payments", "resident1", {}),
    *reads("billing", "list_journal", "finance", {}, OF_HOME, {"kind": "payment"},
           {"since": "2026-09-01", "until": "2026-09-30"}),
    *reads("billing", "statement", "finance", OF_HOME, {**OF_HOME, "since": "2020-01-01"}),
    *reads("billing", "list_void_requests", "finance", {}, {"status": "requested"}, OF_HOME),
    Question("billing", "list_void_requests", "receptionist", look=found(
        "payment_id", of_first("void_requests", key="payment_id"))),
    *reads("billing", "list_cancel_requests", "finance", {}, {"status": "requested"}),
    *reads("billing", "list_readings", "finance", {}, OF_HOME),
    *reads("billing", "list_meters", "finance", OF_HOME),
    *reads("billing", "list_metered", "finance", {}),
    *reads("billing", "list_stewards", "supervisor", {}),
    *reads("billing", "list_undelivered", "finance", {}, {"building": "3栋"}),
    *reads("billing", "list_former_debts", "finance", {}, {"building": "3栋"}),
    *reads("billing", "list_refunds", "finance", {}, {"status": "requested"}),
    *reads("billing", "preview_dunning", "supervisor", {}, {"only_taken": True},
           {"building": "3栋"}, OF_HOME),
    *reads("billing", "list_steps", "supervisor", {}, OF_HOME),
    *reads("billing", "list_pauses", "supervisor", {}, {"running": True}, {"running": False},
           OF_HOME),
    *reads("billing", "list_visits", "supervisor", {}, {"building": "3栋"}, {"status": None},
           {"steward_id": STEWARD}),
    *reads("billing", "list_visits", "steward", {}),
    *reads("billing", "collection", "finance", {"period": "2026-Q3"},
           {"period": "2026-Q2", "frozen": True}),
    Question("billing", "verify_books", "finance", note="recomputes everything", whole=True),
    *reads("notices", "search", "supervisor", {}, {"kind": "outage"}, {"status": "published"}),
    *reads("notices", "search", "resident1", {}),
    *reads("notices", "list_templates", "director", {}),
    *reads("notices", "missing_photos", "supervisor", {}),
    *reads("notices", "untold", "supervisor", {}),
    Question("notices", "reach", "supervisor", look=found(
        "notice_id", of_first("notices", "status = 'published'"))),
    *reads("notices", "door_deliveries", "supervisor", {}, {"building": "3栋"}),
    *reads("notices", "door_buildings", "supervisor", {}),
    *reads("notices", "outgoing", "supervisor", {}, OF_HOME, {"status": "waiting"},
           {"status": "sent"}, {"channel": "paper"}),
    *reads("notices", "messages", "resident1", {}, {"unread": True}),
    *reads("directory", "find_households", "receptionist", {}, {"building": "3栋"}, {"q": "1-201"},
           {"q": "李"}, {"q": "4321"}, {"key_only": True}),
    *reads("directory", "household_history", "receptionist", OF_HOME),
    *reads("directory", "list_vehicles", "receptionist", OF_HOME, {**OF_HOME, "ended": True}),
    *reads("directory", "list_cards", "receptionist", OF_HOME, {**OF_HOME, "ended": True}),
    *reads("directory", "list_pets", "receptionist", OF_HOME, {**OF_HOME, "ended": True}),
    *reads("directory", "list_notes", "receptionist", OF_HOME, {**OF_HOME, "ended": True}),
    *reads("directory", "list_vehicles", "resident1", OF_HOME),
    *reads("directory", "list_key_households", "supervisor", {}, {"due": "overdue"},
           {"due": "all"}, {"due": "all", "kind": "elderly_alone"}, {"due": "all", "mine": True}),
    *reads("directory", "list_key_households", "steward", {"due": "all"}),
    Question("directory", "list_key_calls", "supervisor", look=found(
        "key_household_id", of_first("key_households"))),
    *reads("directory", "list_let_in", "resident1", OF_HOME),
    *reads("notices", "list_webhooks", "admin", {}),
    *reads("directory", "list_api_keys", "admin", {}),
    *reads("directory", "list_buildings", "receptionist", {}),
    *reads("directory", "list_communities", "receptionist", {}),
    *reads("directory", "list_looks", "inspector", {}),
    *reads("directory", "list_sessions", "receptionist", {}),
    *reads("directory", "person_sessions", "admin", {"person_id": ENGINEER}),
    *reads("directory", "company_identities", "admin", {"person_id": ENGINEER}),
    *reads("directory", "list_role_requests", "admin", {}, {"status": "requested"}),
    *reads("directory", "find_people", "admin", {}),
    *reads("directory", "list_shifts", "supervisor", {}),
    *reads("directory", "who_is_on_duty", "supervisor", {}),
    *reads("directory", "roster_gaps", "supervisor", {}),
    *reads("directory", "roster_week", "supervisor", {}),
    *(Question(service, "list_policies", "director") for service in SERVICES),
)  # fmt: skip


def forgotten() -> set[str]:
    """Methods behind a GET of the API that nobody asks here."""
    offered = {
        (one.method.service, one.method.name)
        for one in ENDPOINTS
        if one.route.verb == "GET" and one.method.name not in SINGLE
    }
    here = {(one.service, one.method) for one in QUESTIONS}
    return {".".join(one) for one in offered - here}
