"""What one box finds (P07): all services are asked at once, and what they found stands in groups.

Each service finds in its own tables what the caller may see; one that is away, or refuses, leaves
its groups out and is named.
"""

from collections import defaultdict
from collections.abc import Mapping
from contextvars import copy_context
from typing import Any

from flask import url_for

from contracts.finding import FoundKind
from contracts.method import Method
from contracts.methods import METHODS
from contracts.roles import STAFF
from foundation.actor import Actor
from foundation.concurrency import Pool
from foundation.errors import KeyScopeMissing, ServiceError
from gateway.context import gateway_context

FINDS = tuple(method for method in METHODS if method.searches)
"""One of each service that has something to find."""
PAGES: Mapping[FoundKind, tuple[str, str]] = {
    FoundKind.HOUSEHOLD: ("desk.household", "household_id"),
    FoundKind.PERSON: ("desk.household", "household_id"),
    FoundKind.VEHICLE: ("desk.household", "household_id"),
    FoundKind.COLLEAGUE: ("site.colleague", "person_id"),
    FoundKind.COMPLAINT: ("desk.case", "complaint_id"),
    FoundKind.REPAIR: ("desk.repair", "repair_id"),
    FoundKind.BILL: ("desk.household", "household_id"),
    FoundKind.RECEIPT: ("desk.receipt", "receipt_number"),
    FoundKind.LETTER: ("finance.letter", "step_id"),
    FoundKind.NOTICE: ("noticeboard.notice", "notice_id"),
}
"""Where each kind is shown, and the argument that names it there."""
Answer = dict[str, Any] | ServiceError


def find(actor: Actor, q: str, limit: int) -> dict[str, Any]:
    """What was found, in groups, and the services without an answer with what they said. A program
    is told of the services that its key reads; raise `KeyScopeMissing` where it reads none."""
    asked = [
        method for method in FINDS if actor.has(*method.roles) and actor.reaches(method.key_scope)
    ]
    if actor.is_program and not asked:
        raise KeyScopeMissing(scope=FINDS[0].key_scope)
    answers = together(actor, asked, {"q": q, "limit": limit})
    groups: dict[FoundKind, list[dict[str, Any]]] = defaultdict(list)
    missing = []
    for method, answer in zip(asked, answers, strict=True):
        if isinstance(answer, ServiceError):
            missing.append((method.service, answer))
            continue
        for item in answer["items"]:
            groups[FoundKind(item["kind"])].append(shown(item))
    found = [{"kind": kind, "items": groups[kind]} for kind in FoundKind if kind in groups]
    return {"groups": found, "missing": missing}


def shown(item: Mapping[str, Any]) -> dict[str, Any]:
    """A thing with where it is shown."""
    endpoint, argument = PAGES[FoundKind(item["kind"])]
    told = {name: item[name] for name in ("id", "title", "subtitle", "community")}
    return told | {"url": url_for(endpoint, **{argument: item["page_id"]})}


def together(actor: Actor, asked: list[Method], arguments: Mapping[str, Any]) -> list[Answer]:
    """The answers and refusals, asked for at the same time."""

    def one(method: Method) -> Answer:
        try:
            answer: dict[str, Any] = gateway_context().call(method, arguments, actor)
        except ServiceError as refusal:
            return refusal
        return answer

    pool = Pool(max(1, len(asked)))
    threads = [pool.spawn(copy_context().run, one, method) for method in asked]
    return [thread.wait() for thread in threads]


def may_find(actor: Actor | None) -> bool:
    """Whether somebody has the box."""
    return actor is not None and actor.has(*STAFF)
