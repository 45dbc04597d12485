"""What pages ask of the services: the same methods, with the same rights, as the API."""

from collections.abc import Mapping
from contextvars import copy_context
from dataclasses import replace
from typing import Any

from flask import g

from contracts.method import Method
from foundation.actor import Actor
from foundation.concurrency import Pool
from foundation.errors import ServiceAway, ServiceError, ServiceTimeout
from foundation.scope import Scope
from gateway.context import gateway_context
from gateway.web.answers import with_members
from gateway.web.visitor import visitor

Call = tuple[Method, Mapping[str, Any]]


def call(method: Method, /, **arguments: Any) -> Any:
    """The answer in wire form, with members for codes; raises what the service refuses with."""
    return call_as(visitor(), method, arguments)


def call_in(community_id: str, method: Method, /, **arguments: Any) -> Any:
    """The answer to a visitor who acts in one community: that of what the page is about, in which
    people and lists are offered that are accepted there (P01)."""
    return call_as(visitor().only(Scope.within(community_id)), method, arguments)


def call_as(actor: Actor, method: Method, arguments: Mapping[str, Any]) -> Any:
    """The answer to somebody's question; a refusal is known by the service that refused."""
    try:
        answer = gateway_context().call(method, arguments, actor)
    except ServiceError:
        g.service = method.service
        raise
    return noted(with_members(method.response, answer))


def noted(answer: Any) -> Any:
    """An answer, of which it is noted where the thing is that a page is about (P01)."""
    if isinstance(answer, Mapping) and isinstance(answer.get("community"), str):
        places: set[str] = g.setdefault("places", set())
        places.add(answer["community"])
    return answer


def submitted(actor: Actor, once: str | None, version: str | None) -> Actor:
    """The visitor with what a form carries: the key that makes it count once, and the version."""
    return replace(actor, idempotency_key=once or None, if_match=version or None)


def call_all(*questions: Call) -> list[Any]:
    """The answers to several questions, asked at the same time; raises the first refusal."""
    answers = together(*questions)
    for (method, _), answer in zip(questions, answers, strict=True):
        if isinstance(answer, ServiceError):
            g.service = method.service
            raise answer
    return list(map(noted, answers))


def call_each(*questions: Call) -> list[Any]:
    """As `call_all`, with None in place of what is away: the page shows the rest."""
    return each_as(visitor(), *questions)


def each_as(actor: Actor, *questions: Call) -> list[Any]:
    """The same, as somebody else than the visitor is at the moment."""
    answers = together(*questions, actor=actor)
    for (method, _), answer in zip(questions, answers, strict=True):
        if isinstance(answer, ServiceError) and not isinstance(
            answer, ServiceAway | ServiceTimeout
        ):
            g.service = method.service
            raise answer
    return [None if isinstance(answer, ServiceError) else noted(answer) for answer in answers]


def together(*questions: Call, actor: Actor | None = None) -> list[Any]:
    """Answers and refusals in the order of the questions, asked as the visitor or as another."""
    asking = actor or visitor()

    def one(question: Call) -> Any:
        method, arguments = question
        try:
            answer = gateway_context().call(method, arguments, asking)
        except ServiceError as refusal:
            return refusal
        return with_members(method.response, answer)

    pool = Pool(max(1, len(questions)))
    threads = [pool.spawn(copy_context().run, one, question) for question in questions]
    return [thread.wait() for thread in threads]
