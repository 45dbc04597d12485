"""Verifying a paper by its number and code (P10): asked by pages and API, by whoever holds it."""

from collections.abc import Mapping
from typing import Any

from contracts.billing import methods as billing
from contracts.complaints import methods as complaints
from contracts.directory import methods as directory
from contracts.method import Method
from contracts.papers import KINDS, PaperKind
from contracts.repairs import methods as repairs
from foundation.actor import Actor
from foundation.errors import NotFound, ServiceAway, ServiceError, ServiceTimeout
from foundation.paper_numbers import numbers_meant
from gateway.context import gateway_context
from gateway.languages import language
from gateway.paper_codes import is_same, paper_code
from gateway.problems import Refusal
from gateway.throttling import PAPERS, Attempts

ISSUERS: Mapping[PaperKind, Method] = {
    PaperKind.RECEIPT: billing.FIND_PAPER,
    PaperKind.BILL: billing.FIND_PAPER,
    PaperKind.LETTER: billing.FIND_PAPER,
    PaperKind.WORK_ORDER: repairs.FIND_PAPER,
    PaperKind.ANSWER: complaints.FIND_PAPER,
    PaperKind.CLOSING: billing.FIND_PAPER,
}
"""Who knows what a paper of each kind says."""


REWORKED = frozenset({PaperKind.CLOSING})
"""Papers that are kept nowhere: what they say of money is as it is worked out today, and not in
their code; whoever compares it sees what was changed, by us or by others."""


def verified(attempts: Attempts, stranger: Actor, number: str, code: str) -> dict[str, Any]:
    """What the paper says and whether it holds.

    Raise `paper_not_verified` alike for a number that there is not and for another code, and
    `too_many_checks` after ten failures of a number, or a hundred, from one address.
    """
    written = next(iter(numbers_meant(number)), number.strip().upper())
    with attempts.attempt(written, PAPERS):
        kind = KINDS.get(written.partition("-")[0])
        facts = found(stranger, kind, written) if kind else None
        if facts is None or not is_same(code, code_of(facts)):
            raise Refusal("paper_not_verified")
        return issued(stranger, facts)


def issued(stranger: Actor, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts with the names of company and community, as their papers' heads have them; empty
    while the directory is away."""
    told = {name: value for name, value in facts.items() if name != "community_id"}
    about = {"community_id": facts["community_id"]}
    try:
        head = gateway_context().call(directory.ISSUER_OF_PAPER, about, stranger)
    except (ServiceAway, ServiceTimeout):
        head = {}
    english = language() == "en"
    names = {
        name: (english and head.get(f"{name}_en")) or head.get(name, "")
        for name in ("company", "community")
    }
    return told | names


def found(stranger: Actor, kind: PaperKind, number: str) -> dict[str, Any] | None:
    """What the issuer says of a number; None where it has none."""
    try:
        facts: dict[str, Any] = gateway_context().call(ISSUERS[kind], {"number": number}, stranger)
    except ServiceError as error:
        if error.code == NotFound.code:
            return None
        raise
    return facts


def code_of(facts: Mapping[str, Any]) -> str:
    """The code that the paper bears."""
    secret = gateway_context().settings.secret_key
    kind = PaperKind(facts["kind"])
    amount = None if kind in REWORKED else facts["amount"]
    return paper_code(secret, kind, facts["number"], amount, facts["on"])
