"""Idempotency keys: a write that comes again with its key gives its first answer again (B10).

Neither the key nor what was said with it can be read from the database. Of the key a digest is
kept; what was sent leaves a digest made with the key; the answer is sealed with it. Whoever sends
the key again opens the answer, nobody else does: it may name whole numbers of people.
"""

import base64
import hashlib
import hmac
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import bindparam, delete, select, update

from foundation import scope
from foundation.actor import Actor
from foundation.errors import AlreadyDone, IdempotencyMismatch, NotFound, StillUnderWay
from foundation.storage.inserting import insert_ignoring
from foundation.storage.tables import idempotency_keys

DIGEST = "sha256:"
"""With which keys begin as they are kept."""
SEALED = "sealed"
ABOUT = "communities"
"""Beside an answer of no one community: ids of those that it may be about; None: all."""
NONCE = 12
FORGOTTEN = {"forgotten": True}
"""In the place of an answer that is not kept any longer: that it was done is still known."""
GIVEN_UP = timedelta(minutes=15)
"""After which a claim without an answer is one whose process ended in between."""

OF = (idempotency_keys.c.actor_id == bindparam("by")) & (
    idempotency_keys.c.operation == bindparam("what")
)
MINE = OF & (idempotency_keys.c.key == bindparam("digest"))
FIRST = select(idempotency_keys).where(MINE)
PLAIN = select(idempotency_keys).where(OF & (idempotency_keys.c.key == bindparam("given")))
"""A key as the release before wrote it: as it was given."""
ANSWERED = (
    update(idempotency_keys)
    .where(MINE)
    .values(answer=bindparam("first_answer"), community_id=bindparam("place"))
)
GIVE_BACK = delete(idempotency_keys).where(MINE)
"""Statements of every unit, built once: to build one takes several times as long as to send it."""


@dataclass(frozen=True)
class IdempotencyKey:
    """One key of one person for one operation, with what was sent."""

    actor: Actor
    operation: str
    key: str
    payload: Any

    @property
    def fingerprint(self) -> str:
        """What was sent, as only the key's owner can say it again."""
        return hmac.new(self.key.encode(), self._text().encode(), hashlib.sha256).hexdigest()

    def perform(self, session: Any, now: datetime, act: Callable[[], Any]) -> Any:
        """Act, or give the first answer again.

        A second call that comes while the first is under way waits for it at the key's row.
        Raise `IdempotencyMismatch` if the key was used with another payload, `AlreadyDone` if the
        answer is not kept any longer, `NotYourHousehold` or `NotFound` for who may not see it any
        more.
        """
        if not self.claim(session, now):
            return self.again(session)
        answer = act()
        session.flush()
        self.answered(session, answer)
        return answer

    def claim(self, session: Any, now: datetime) -> bool:
        """Whether nobody has used the key before; it is taken then."""
        if session.execute(PLAIN, self._mine | {"given": self.key}).first():
            return False
        row = {
            "actor_id": self.actor.id,
            "operation": self.operation,
            "key": self.digest,
            "fingerprint": self.fingerprint,
            "made_at": now,
        }
        return bool(session.execute(insert_ignoring(session, idempotency_keys), row).rowcount)

    def answered(self, session: Any, answer: Any) -> None:
        """Keep the answer, and in which community it was given, or about which ones."""
        present, sealed = scope.current(), self.seal(answer)
        if present.community is None:
            seen = present.communities
            sealed[ABOUT] = None if seen is None else sorted(seen)
        kept = {"first_answer": sealed, "place": present.community}
        session.execute(ANSWERED, self._sealing | kept)

    def give_back(self, session: Any) -> None:
        """Let the key be used again: what it stood for did not happen."""
        session.execute(GIVE_BACK, self._sealing)

    def again(self, session: Any) -> Any:
        """The first answer; refusals as in `perform`."""
        found = session.execute(FIRST, self._sealing).first()
        if found is None:
            found = session.execute(PLAIN, self._mine | {"given": self.key}).one()
            known = [self._plain_fingerprint]
        else:
            known = [self.fingerprint, self.carried(self._plain_fingerprint)]
        answer, about = found.answer, (found.community_id,)
        if not any(hmac.compare_digest(found.fingerprint, one) for one in known):
            raise IdempotencyMismatch
        if answer == FORGOTTEN:
            raise AlreadyDone
        if found.key == self.digest:
            if answer is None:
                raise StillUnderWay
            about = answer.get(ABOUT, about)
            answer = self.opened(answer[SEALED])
        self._require_right(answer, about)
        return answer

    def is_given_up(self, session: Any, now: datetime) -> bool:
        """Whether the key was taken by a process that ended; it is given back then.

        Raise `StillUnderWay` where it may still come to its end.
        """
        found = session.execute(FIRST, self._sealing).first()
        if found is None or found.answer is not None or found.fingerprint != self.fingerprint:
            return False
        if now - found.made_at < GIVEN_UP:
            raise StillUnderWay
        self.give_back(session)
        return True

    def carried(self, plain: str) -> str:
        """The fingerprint of the release before, as it is kept once its answer is sealed."""
        return hmac.new(self.key.encode(), plain.encode(), hashlib.sha256).hexdigest()

    def seal(self, answer: Any) -> dict[str, Any]:
        """The answer as it is kept."""
        nonce = os.urandom(NONCE)
        text = json.dumps(answer, ensure_ascii=False, default=str).encode()
        sealed = AESGCM(self._secret).encrypt(nonce, text, self.digest.encode())
        return {SEALED: base64.b64encode(nonce + sealed).decode("ascii")}

    def opened(self, sealed: str) -> Any:
        """The answer that was kept."""
        raw = base64.b64decode(sealed)
        text = AESGCM(self._secret).decrypt(raw[:NONCE], raw[NONCE:], self.digest.encode())
        return json.loads(text)

    def _require_right(self, answer: Any, communities: Sequence[str | None] | None) -> None:
        """What was answered in a community is said again where it is still in scope, what was about
        several or all (None) where they still are, and to residents only what is of a household of
        theirs now."""
        present = scope.current()
        if communities is None:
            lost = present.communities is not None
        else:
            lost = not all(present.sees(one) for one in communities)
        if lost:
            raise NotFound
        only = communities[0] if communities and len(communities) == 1 else None
        about = present if only is None else present.at(only)
        for said in (self.payload, answer):
            about.require_admitted(said)

    @property
    def _plain_fingerprint(self) -> str:
        return hashlib.sha256(self._text().encode()).hexdigest()

    def _text(self) -> str:
        return json.dumps(self.payload, sort_keys=True, ensure_ascii=False, default=str)

    @property
    def _secret(self) -> bytes:
        said = f"answer\n{self.actor.id}\n{self.operation}"
        return hmac.new(self.key.encode(), said.encode(), hashlib.sha256).digest()

    @property
    def digest(self) -> str:
        """The key as it is kept."""
        return f"{DIGEST}{hashlib.sha256(self.key.encode()).hexdigest()}"

    @property
    def _mine(self) -> dict[str, str]:
        return {"by": self.actor.id, "what": self.operation}

    @property
    def _sealing(self) -> dict[str, str]:
        return self._mine | {"digest": self.digest}
