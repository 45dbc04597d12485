"""One remote method: how it is reached, what it takes and gives, who may call it.

The service builds its entrypoint from it, the gateway its HTTP endpoint and the OpenAPI document:
what is said here is said once.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from marshmallow import Schema

from contracts.roles import Role
from contracts.route import Route


@dataclass(frozen=True)
class Method:
    """A method that a service offers over RPC, and over HTTP where it has a route."""

    service: str
    name: str
    route: Route | None
    """Its address in the HTTP API; None for what is called by RPC only."""
    request: type[Schema]
    """All arguments, path parameters included; unknown fields are refused."""
    response: type[Schema] | None
    """The answer, or None where there is nothing to say."""
    roles: frozenset[Role]
    """Roles that may call; a household that is named is checked where the method is bound."""
    creates: bool = False
    """Makes something new each time. (All that writes honours an `Idempotency-Key`, B10; what
    makes something is sent with one by every page.)"""
    goes_on: bool = False
    """Of what creates: it goes on with something that is there, such as a bill that is paid, or
    lets it be read, such as a key of a program's; and is done in a closed community as well (P01).
    """
    brings_in: bool = False
    """Of what does not create: it brings in something new all the same, such as a spreadsheet, or a
    draft that is published."""
    edits: bool = False
    """Edits one thing: needs the version that the caller has read (`If-Match`)."""
    refusals: tuple[str, ...] = ()
    """Of what only reads: codes of the service's own with which it may refuse. What writes may
    meet any of them."""
    in_person: bool = False
    """Whether it takes a person who is logged in: what two persons decide, what is one's own, whole
    numbers, and what opens something to somebody. No program's key does it (P06)."""
    searches: bool = False
    """It is asked for `GET /search`, with all others that are: a key that reads the service may
    have it asked (P06, P07)."""
    timeout: float | None = None
    """Seconds after which a caller gives up, where the usual ones are too few (large files)."""

    @property
    def key_scope(self) -> str | None:
        """The scope that a program's key needs (P06): `billing:read`; None: no key calls it."""
        if self.in_person or (self.route is None and not self.searches):
            return None
        writes = self.route is not None and self.route.writes
        return f"{self.service}:{'write' if writes else 'read'}"

    @property
    def begins(self) -> bool:
        """Whether it begins something new, which a closed community does not take (P01)."""
        return (self.creates and not self.goes_on) or self.brings_in

    @property
    def key(self) -> str:
        """`service.name`, as it stands in logs, metrics and audit rows."""
        return f"{self.service}.{self.name}"


def declared(module: Mapping[str, object]) -> tuple[Method, ...]:
    """The methods that a module declares (`declared(vars())`), in their order."""
    return tuple(one for one in module.values() if isinstance(one, Method))
