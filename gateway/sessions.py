"""Who is let in: what each login opens, as the directory has it, cached only while changes of it
are received.

A token and a cookie name a session and a person, and nothing that they may do. What a session
opens is asked of the directory once and kept. It is forgotten

- when the directory publishes that something about the person has changed,
- when a gateway, this or another one, has carried out what may end somebody's rights, before that
  call is answered,
- when the feed of events breaks or begins anew, since what happened meanwhile was missed,
- after `FRESH` seconds, whatever was received.

A program's key is asked about in the same way, by its digest, and is forgotten as a login is (P06);
it opens nothing beyond its time, whether or not the directory can be asked.

While the feed is away nothing is kept: every request asks. Where the directory cannot be asked,
whoever was known within `GRACE` goes on if the feed was never away since: the directory alone
changes rights, and it is not there to do so. Anybody else is refused.
"""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import inf
from time import monotonic
from typing import Any

from contracts.directory import methods
from contracts.method import Method
from foundation.actor import SYSTEM, Actor, Grant
from foundation.errors import ServiceError
from foundation.membership import Standing
from gateway.calls import Calls

FRESH = 30.0
"""Seconds for which an answer of the directory is good without any event."""
GRACE = 3600.0
"""Seconds for which a directory that is away throws nobody out."""
RETRY = 5.0
"""Seconds until a directory that did not answer is asked again for the same session."""
MOST = 20_000
"""Sessions kept; the one that was used least recently goes first."""
AWAY = frozenset({"service_away", "service_timeout", "storage_unavailable"})
HINT = "access"
"""The source of the hint by which gateways notify each other that rights may have ended."""
RIGHTS_CHANGED = frozenset({("directory", "person_changed"), ("directory", "access_changed")})
"""Events that say whose rights have changed."""


@dataclass
class Kept:
    """What a session opened when the directory was asked."""

    actor: Actor
    checked_at: float
    good_until: float
    ends_at: float = inf
    """When it is over by itself; of a login, its token says so."""


class Sessions:
    """What the logins of this gateway's visitors open."""

    def __init__(self, calls: Calls, clock: Callable[[], float] = monotonic) -> None:
        self._calls = calls
        self._clock = clock
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._changes = 0
        self.is_listening: Callable[[], bool] = lambda: True
        """Whether events of the directory are received at the moment."""

    def find(self, session_id: str, person_id: str) -> Actor:
        """Who acts under a session; raise `NotAuthenticated` once it has ended, and what keeps the
        directory from being asked."""
        kept = self._kept.get(session_id)
        if kept and kept.actor.id == person_id and self._is_good(kept):
            self._kept.move_to_end(session_id)
            return kept.actor
        named = {"session_id": session_id, "person_id": person_id}
        return self._ask(methods.SESSION, session_id, named)

    def find_key(self, digest: str) -> Actor:
        """Who acts by a key (P06), by its digest; raise as `find`."""
        kept = self._kept.get(digest)
        if kept and self._is_good(kept):
            self._kept.move_to_end(digest)
            return kept.actor
        return self._ask(methods.OPEN_API_KEY, digest, {"digest": digest})

    def knows(self, digest: str) -> bool:
        """Whether a key was good when it was asked about last."""
        return digest in self._kept

    def _is_good(self, kept: Kept) -> bool:
        return self.is_listening() and self._clock() < kept.good_until

    def holds(self, actor: Actor) -> bool:
        """Whether somebody's session still opens what it opened; not while that is unknown."""
        try:
            present = self.find(actor.session, actor.id)
        except ServiceError:
            return False
        return rights_of(present) == rights_of(actor)

    def on_event(self, source: str, type_: str, data: Mapping[str, Any]) -> None:
        """Forget what an event or a hint says has changed."""
        if source == HINT:
            self.forget()
        elif (source, type_) in RIGHTS_CHANGED:
            self.forget(str(data.get("person_id")))

    def forget(self, person_id: str | None = None) -> None:
        """Ask again before anybody, or this person, is let in."""
        self._changes += 1
        if person_id is None:
            self._kept.clear()
            return
        for session_id in [key for key, kept in self._kept.items() if kept.actor.id == person_id]:
            del self._kept[session_id]

    def _ask(self, method: Method, key: str, named: Mapping[str, str]) -> Actor:
        changes, kept = self._changes, self._kept.get(key)
        try:
            found = self._calls.call(
                method.service,
                method.name,
                dict(named),
                SYSTEM.to_context(),
                timeout=method.timeout,
            )
        except ServiceError as error:
            if error.code in AWAY and kept and self._within_grace(kept, changes):
                kept.good_until = min(self._clock() + RETRY, kept.ends_at)
                return kept.actor
            if error.code not in AWAY:
                self._kept.pop(key, None)
            raise
        actor = actor_of(found, named.get("session_id", ""))
        if changes == self._changes:  # else it may be from before the change
            self._put(key, actor, found.get("seconds_left", inf))
        return actor

    def _within_grace(self, kept: Kept, changes: int) -> bool:
        recent = self._clock() < min(kept.checked_at + GRACE, kept.ends_at)
        return recent and self.is_listening() and changes == self._changes

    def _put(self, key: str, actor: Actor, seconds: float) -> None:
        now = self._clock()
        self._kept[key] = Kept(actor, now, now + min(FRESH, seconds), now + seconds)
        self._kept.move_to_end(key)
        while len(self._kept) > MOST:
            self._kept.popitem(last=False)


def actor_of(claims: Mapping[str, Any], session_id: str) -> Actor:
    """The actor whom the directory described."""
    return Actor(
        id=claims["id"],
        name=claims["name"],
        roles=frozenset(claims["roles"]),
        household_ids=frozenset(claims["household_ids"]),
        standings=tuple(map(Standing.from_claims, claims.get("standings", ()))),
        session=session_id,
        grants=frozenset(
            Grant(one["role"], one["community_id"]) for one in claims.get("grants", ())
        ),
        scopes=frozenset(claims["scopes"]) if "scopes" in claims else None,
    )


def rights_of(actor: Actor) -> tuple[Any, ...]:
    """What somebody may do, and which papers of which households somebody sees."""
    return actor.roles, actor.grants, actor.household_ids, actor.standings, actor.scopes
