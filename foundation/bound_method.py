"""A contract's method bound to the operation that fulfils it: decode, authorise, act, encode."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Any, Protocol

from marshmallow import Schema, ValidationError
from marshmallow.experimental.context import Context
from sqlalchemy.exc import StatementError

from foundation import failpoints, replica
from foundation.actor import Actor
from foundation.errors import CommunityNotChosen, Forbidden, InvalidInput
from foundation.scope import NONE_CLOSED, Closed, NoCommunity, Scope, beginning
from foundation.storage.idempotency import IdempotencyKey
from foundation.storage.store import Store
from foundation.storage.unit_of_work import UnitOfWork

Operation = Callable[[UnitOfWork, Any], Any]
"""A use case: takes a unit of work and the loaded payload; returns what the contract can dump."""
CodeOf = Callable[[str], str]
"""Says the code of a community by its id."""


class MethodContract(Protocol):
    """A method as `contracts.method.Method` describes it."""

    @property
    def service(self) -> str:
        """The service that offers it."""

    @property
    def name(self) -> str:
        """Its name there."""

    @property
    def request(self) -> type[Schema]:
        """The schema of all arguments."""

    @property
    def response(self) -> type[Schema] | None:
        """The schema of the answer, or None."""

    @property
    def roles(self) -> frozenset[Any]:
        """Roles that may call."""

    @property
    def key(self) -> str:
        """`service.name`."""

    @property
    def key_scope(self) -> str | None:
        """The scope that a program's key needs; None: no key calls it."""

    @property
    def begins(self) -> bool:
        """Whether it begins something new, which a closed community does not take (P01)."""


@dataclass(frozen=True)
class BoundMethod:
    """A contract's method bound to the operation that fulfils it."""

    method: MethodContract
    operation: Operation
    writes: bool
    prepare: Callable[[Any], Any] | None = None
    """Works on the loaded payload before the unit opens: what computes long, such as a hash."""

    def perform(self, store: Store, actor: Actor, payload: Any) -> Any:
        """Authorise, decode, act in one unit of work, encode.

        Raise `Forbidden` for a role that may not, `InvalidInput` naming fields, `NotYourHousehold`
        where a resident names another's, `CommunityNotChosen` where it is done in one community
        and the caller works in several, `CommunityClosed` where it begins something in one that is
        closed, and whatever the operation refuses with.
        """
        method = self.method
        about = scope_of(method, actor, store)
        data = decode(ready(method.request), payload)
        about.require_admitted(data)
        if self.prepare:
            data = self.prepare(data)
        if not self.writes:
            with chosen(about), store.read(actor, method.key, scope=about) as uow:
                return encode(method, self.operation(uow, data), partial(replica.code_of, uow))
        with chosen(about), store.write(actor, method.key, scope=about) as uow:

            def act() -> Any:
                with beginning(closed_to(method, store), about.community):
                    result = self.operation(uow, data)
                    uow.session.flush()
                failpoints.hit(failpoints.RPC_ACTING)
                return encode(method, result, partial(replica.code_of, uow))

            if actor.idempotency_key:
                return uow.once(actor.idempotency_key, payload, act)
            return act()


@dataclass(frozen=True)
class Procedure:
    """A method that opens its own units of work, because it computes long before or in between."""

    method: MethodContract
    operation: Callable[[Store, Actor, Any], Any]
    writes: bool = True
    keyed: bool = True
    """Whether it honours an idempotency key; not what tells who somebody is."""

    def perform(self, store: Store, actor: Actor, payload: Any) -> Any:
        """Authorise, decode, act, encode; refusals as in `BoundMethod.perform`.

        The units that it opens are about the communities in which the method may be called.
        """
        method = self.method
        about = scope_of(method, actor, store)
        data = decode(ready(method.request), payload)
        about.require_admitted(data)
        actor = actor.only(Scope.within(about.community) if about.of_company else about)

        def act() -> Any:
            with chosen(about), beginning(closed_to(method, store), about.community):
                return encode(method, self.operation(store, actor, data), codes_in(store))

        if not self.keyed or not actor.idempotency_key:
            return act()
        return apart(store, IdempotencyKey(actor, method.key, actor.idempotency_key, payload), act)


def apart(store: Store, once: IdempotencyKey, act: Callable[[], Any]) -> Any:
    """Act once where that takes several units: the key is taken in one before them, and gets its
    answer in one behind them. Refusals as in `IdempotencyKey.perform`, and `StillUnderWay`.
    """
    with store.write(once.actor, once.operation) as uow:
        taken = once.claim(uow.session, uow.now) or (
            once.is_given_up(uow.session, uow.now) and once.claim(uow.session, uow.now)
        )
        if not taken:
            return once.again(uow.session)
    try:
        answer = act()
    except BaseException:
        with store.write(once.actor, once.operation) as uow:
            once.give_back(uow.session)
        raise
    with store.write(once.actor, once.operation) as uow:
        once.answered(uow.session, answer)
    return answer


def scope_of(method: MethodContract, actor: Actor, store: Store) -> Scope:
    """What a call is about: where one of the method's roles is held; raise `Forbidden` where none
    is, `PeopleOnly` and `KeyScopeMissing` to a program whose key does not reach it (P06). Who acts
    for the company is in its one community, while it has but one."""
    actor.require_reach(method.key_scope)
    if not actor.has(*method.roles):
        raise Forbidden
    about = actor.where(*method.roles)
    if about.of_company and not actor.acts_for_all and (only := store.only_community()):
        return replace(about, community=only)
    return about


def closed_to(method: MethodContract, store: Store) -> Closed:
    """The communities that do not take what a method does (P01)."""
    return store.closed_communities() if method.begins else NONE_CLOSED


@contextmanager
def chosen(about: Scope) -> Iterator[None]:
    """Refuse what needs one community to a caller who works in several and has named nothing of
    one of them."""
    try:
        yield
    except (NoCommunity, StatementError) as error:
        unknown = isinstance(getattr(error, "orig", error), NoCommunity)
        if unknown and about.community is None:
            raise CommunityNotChosen from error
        raise


@cache
def ready(schema: type[Schema]) -> Schema:
    """The schema, made once: making one copies all its fields, which takes longer than using it."""
    return schema()


def decode(schema: Schema, payload: Any) -> Any:
    """Load a payload; raise `InvalidInput` with the messages per field."""
    try:
        return schema.load(payload or {})
    except ValidationError as error:
        raise InvalidInput(errors=error.normalized_messages()) from error


def encode(method: MethodContract, result: Any, code_of: CodeOf) -> Any:
    """Dump what an operation returned as the contract says; `code_of` says by which code a
    community is called there (P01)."""
    if method.response is None:
        return None
    with Context(code_of):
        return ready(method.response).dump(result)


def codes_in(store: Store) -> CodeOf:
    """What knows the codes of communities where no unit of work is open any more."""

    @cache
    def code_of(community_id: str) -> str:
        with store.read() as uow:
            return replica.code_of(uow, community_id)

    return code_of
