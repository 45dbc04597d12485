"""One-time links and household codes, asked about and used by whoever holds them, on pages and over
HTTP (P03, P04)."""

from collections.abc import Mapping
from typing import Any

from contracts.method import Method
from foundation.actor import Actor
from gateway.context import gateway_context
from gateway.throttling import CODES, LINKS, WHO_COMES, WHOLE, Attempts


def by_link(
    attempts: Attempts, stranger: Actor, method: Method, arguments: Mapping[str, Any]
) -> Any:
    """What the directory answers to whoever holds the link; raise what it refuses with, and
    `too_many_links` after ten that there are not, from one address."""
    with attempts.attempt(WHOLE, LINKS):
        return gateway_context().call(method, arguments, stranger)


def by_code(
    attempts: Attempts, stranger: Actor, method: Method, arguments: Mapping[str, Any]
) -> Any:
    """The same of a household code; a name that is not of the household is a guess as well, of
    which there are ten for each code."""
    code = str(arguments["code"])
    with attempts.attempt(WHOLE, CODES), attempts.attempt(code, WHO_COMES):
        return gateway_context().call(method, arguments, stranger)
