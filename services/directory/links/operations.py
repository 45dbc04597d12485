"""One-time links: made, found by their secret, and ended by what takes their place (P03)."""

from datetime import timedelta
from hashlib import sha256
from secrets import token_urlsafe
from typing import Any, Final

from sqlalchemy import bindparam, select

from contracts.directory.links import (
    LinkExpired,
    LinkKind,
    LinkReplaced,
    LinkUnknown,
    LinkUsed,
    LinkWaits,
)
from foundation.clock import SHANGHAI
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.links.tables import OneTimeLink
from services.directory.policy import DirectoryPolicy

BYTES = 32
"""Of a secret: as many as no guessing comes through."""
LINKS: Final = OneTimeLink.__table__.c
OPEN: Final = (
    select(OneTimeLink)
    .where(
        OneTimeLink.person_id == bindparam("person_id"),
        OneTimeLink.used_at.is_(None),
        OneTimeLink.ended_at.is_(None),
    )
    .order_by(OneTimeLink.id.desc())
)
LAST: Final = (
    select(OneTimeLink.__table__)
    .where(
        LINKS.person_id == bindparam("person_id"), LINKS.used_at.is_(None), LINKS.ended_at.is_(None)
    )
    .order_by(LINKS.id.desc())
    .limit(1)
)


def digest_of(secret: str) -> str:
    """What is kept of a secret."""
    return sha256(secret.encode()).hexdigest()


def make(
    uow: UnitOfWork, person_id: str, kind: LinkKind, *, waits: bool
) -> tuple[OneTimeLink, str]:
    """A new link with its secret; those that were open before open no longer."""
    end_all(uow, person_id)
    secret = token_urlsafe(BYTES)
    link = OneTimeLink(
        id=uow.new_id(),
        person_id=person_id,
        kind=kind,
        digest=digest_of(secret),
        made_at=uow.now,
        made_by=uow.actor.name,
        expires_at=None if waits else uow.now + lifetime(uow),
        used_at=None,
        ended_at=None,
    )
    uow.session.add(link)
    return link, secret


def lifetime(uow: UnitOfWork) -> timedelta:
    """How long a link opens."""
    return timedelta(hours=uow.policy(DirectoryPolicy).link_hours)


def end_all(uow: UnitOfWork, person_id: str) -> None:
    """No link of this person opens any longer."""
    for link in uow.session.scalars(OPEN.with_for_update(), {"person_id": person_id}):
        link.ended_at = uow.now


def end_waiting(uow: UnitOfWork, person_id: str) -> None:
    """What waits for a second person opens no more."""
    for link in open_links(uow, person_id):
        if link.expires_at is None:
            link.ended_at = uow.now


def let_open(uow: UnitOfWork, person_id: str) -> bool:
    """A second person has agreed: what waited opens from now on. False where nothing waits."""
    waiting = [one for one in open_links(uow, person_id) if one.expires_at is None]
    for link in waiting:
        link.expires_at = uow.now + lifetime(uow)
    return bool(waiting)


def open_links(uow: UnitOfWork, person_id: str) -> list[OneTimeLink]:
    """Links of a person that were neither used nor ended, newest first; locked."""
    return list(uow.session.scalars(OPEN.with_for_update(), {"person_id": person_id}))


def last_open(uow: UnitOfWork, person_id: str) -> Any:
    """The link that is under way for somebody, expired ones too; None where there is none."""
    return next(iter(uow.rows(LAST, person_id=person_id)), None)


def held(uow: UnitOfWork, secret: str) -> OneTimeLink:
    """The link of a secret while it opens; locked where the unit writes.

    Raise `LinkUnknown`, and to whoever holds the genuine link why it does not open: `LinkUsed`,
    `LinkReplaced`, `LinkWaits`, `LinkExpired`.
    """
    found = select(OneTimeLink).where(OneTimeLink.digest == digest_of(secret))
    if uow.writing:
        found = found.with_for_update().execution_options(populate_existing=True)
    link = uow.session.scalars(found).one_or_none()
    if link is None:
        raise LinkUnknown
    require_open(uow, link)
    return link


def require_open(uow: UnitOfWork, link: OneTimeLink) -> None:
    """Raise what keeps a link from opening."""
    if link.used_at is not None:
        raise LinkUsed
    if link.ended_at is not None:
        raise LinkReplaced
    if link.expires_at is None:
        raise LinkWaits
    if uow.now >= link.expires_at:
        raise LinkExpired(until=f"{link.expires_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}")
