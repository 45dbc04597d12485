"""Keys of others' programs: made, listed, ended, and what they open (P06)."""

from collections.abc import Collection
from contextlib import suppress
from datetime import timedelta
from hashlib import sha256
from secrets import token_urlsafe
from typing import Any, Final

from sqlalchemy import bindparam, or_, select, update

from contracts.directory.api_keys import (
    KEY_ROLES,
    MOST_KEYS,
    PREFIX,
    KeyState,
    TooManyKeys,
    reach_of,
)
from contracts.directory.request_types import (
    CreateApiKeyRequest,
    EndApiKeyRequest,
    NothingRequest,
    OpenApiKeyRequest,
)
from contracts.roles import Role
from foundation.actor import Actor
from foundation.errors import NotAuthenticated, NotFound, StorageAway
from foundation.storage.store import Store
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.api_keys.tables import ApiKey
from services.directory.communities.operations import community_called, community_codes
from services.directory.sessions.operations import logins

BYTES: Final = 32
"""Of a key: as many as no guessing comes through."""
SHOWN: Final = timedelta(days=90)
"""For how long a key that is over is still shown."""
KEYS: Final = ApiKey.__table__.c
LISTED: Final = (
    select(ApiKey.__table__)
    .where(
        KEYS.expires_at > bindparam("expired_since"),
        or_(KEYS.ended_at.is_(None), KEYS.ended_at > bindparam("ended_since")),
    )
    .order_by(KEYS.id.desc())
)
OF_DIGEST: Final = select(ApiKey.__table__).where(KEYS.digest == bindparam("digest"))


def create(uow: UnitOfWork, data: CreateApiKeyRequest) -> dict[str, Any]:
    """A new key, with the secret that is said this once.

    Raise `NotFound` for a community that the caller does not administer, `TooManyKeys`.
    """
    held = [one for one in listed(uow) if state_of(one) == KeyState.HOLDS]
    if len(held) >= MOST_KEYS:
        raise TooManyKeys(most=MOST_KEYS)
    secret = PREFIX + token_urlsafe(BYTES)
    key = ApiKey(
        id=uow.new_id(),
        name=data["name"],
        digest=digest_of(secret),
        ends_in=secret[-4:],
        role=data["role"],
        scopes=sorted(set(data["scopes"])),
        communities=places(uow, data["communities"]),
        made_at=uow.now,
        made_by=uow.actor.name,
        expires_at=logins.machine_now() + timedelta(days=data["days"]),
        seen_at=None,
        ended_at=None,
        ended_by=None,
    )
    uow.session.add(key)
    uow.subject("api_key", key.id)
    return view(uow, key) | {"key": secret}


def places(uow: UnitOfWork, codes: Collection[str]) -> list[str] | None:
    """Where a key acts: in the communities of these codes, or wherever the caller administers. So
    nobody gives a key what they could not give to a person."""
    if codes:
        return sorted({community_called(uow, code, field="communities") for code in codes})
    administered = uow.caller.communities(Role.ADMIN)
    return None if administered is None else sorted(administered)


def list_keys(uow: UnitOfWork, _data: NothingRequest) -> dict[str, Any]:
    """The keys of the communities that the caller administers, newest first."""
    return {"items": [view(uow, one) for one in listed(uow) if is_within(uow, one)]}


def end(uow: UnitOfWork, data: EndApiKeyRequest) -> None:
    """End a key, at once; raise `NotFound` for one that is not there, is over, or reaches beyond
    what the caller administers."""
    found = select(ApiKey).where(ApiKey.id == data["key_id"]).with_for_update()
    key = uow.session.scalars(found).one_or_none()
    if key is None or not is_within(uow, key) or state_of(key) != KeyState.HOLDS:
        raise NotFound(field="key_id")
    key.ended_at, key.ended_by = uow.now, uow.actor.name
    uow.subject("api_key", key.id)
    logins.access_changed(uow, key.id)


def open_key(store: Store, actor: Actor, data: OpenApiKeyRequest) -> dict[str, Any]:
    """Who acts by a key, and what it reaches; raise `NotAuthenticated` for one that is not there,
    has ended or expired. Notes from time to time that it is used."""
    with store.read(actor) as uow:
        key = next(iter(uow.rows(OF_DIGEST, digest=data["digest"])), None)
        if key is None or state_of(key) != KeyState.HOLDS:
            raise NotAuthenticated
        unnoted = key.seen_at is None or uow.now - key.seen_at >= logins.SEEN_EVERY
    if unnoted:
        with suppress(StorageAway), store.write(actor, "directory.open_key", flush=False) as uow:
            noted = update(ApiKey).where(KEYS.id == key.id)
            uow.session.execute(noted.values(seen_at=uow.now))
    return claims(key)


def claims(key: Any) -> dict[str, Any]:
    """The actor of a key; what no key may be, it is not, whatever stands in its row."""
    roles = [key.role] if key.role in KEY_ROLES else []
    where = [None] if key.communities is None else key.communities
    return {
        "id": key.id,
        "name": f"API · {key.name}",
        "roles": roles,
        "household_ids": [],
        "grants": [{"role": role, "community_id": one} for role in roles for one in where],
        "scopes": reach_of(key.role, key.scopes),
        "seconds_left": int((key.expires_at - logins.machine_now()).total_seconds()),
    }


def digest_of(secret: str) -> str:
    """What is kept of a key."""
    return sha256(secret.encode()).hexdigest()


def listed(uow: UnitOfWork) -> list[Any]:
    """The keys that hold, and those that are over since a while."""
    since = {"expired_since": logins.machine_now() - SHOWN, "ended_since": uow.now - SHOWN}
    return list(uow.rows(LISTED, **since))


def is_within(uow: UnitOfWork, key: Any) -> bool:
    """Whether a key reaches nowhere that the caller does not administer."""
    administered = uow.caller.communities(Role.ADMIN)
    if administered is None:
        return True
    return key.communities is not None and set(key.communities) <= administered


def state_of(key: Any) -> KeyState:
    """Whether it opens."""
    if key.ended_at is not None:
        return KeyState.ENDED
    return KeyState.HOLDS if logins.machine_now() < key.expires_at else KeyState.EXPIRED


def view(uow: UnitOfWork, key: Any) -> dict[str, Any]:
    """A key as it is shown."""
    names = (
        "id", "name", "ends_in", "role", "scopes", "made_at", "made_by", "expires_at", "seen_at",
        "ended_at", "ended_by",
    )  # fmt: skip
    codes = community_codes(uow)
    where = None if key.communities is None else [codes.get(one, "") for one in key.communities]
    return {name: getattr(key, name) for name in names} | {
        "communities": where,
        "state": state_of(key),
    }
