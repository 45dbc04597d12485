"""Nightly work on the audit trail: chaining what a release without chains has written, and
forgetting what was kept long enough without breaking a chain (P05, P08)."""

from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select, update

from foundation.erasure import NOTHING, Taken
from foundation.retention_policy import RetentionPolicy
from foundation.storage.audit_chain import BEFORE, chain_of, linked
from foundation.storage.tables import audit, audit_adoption, audit_heads
from foundation.storage.unit_of_work import UnitOfWork

BATCH = 500
HEAD = audit_heads.c


def adopt(uow: UnitOfWork, _policy: Any) -> bool:
    """Chain a portion of what was written without; answer whether there may be more. Only what was
    written before the upgrade was over: what comes into the table later by hand stays outside."""
    until = uow.session.scalar(select(audit_adoption.c.until))
    if until is None:
        return False
    old = select(audit).where(audit.c.chain.is_(None), audit.c.at < until)
    rows = uow.session.execute(old.order_by(audit.c.id).limit(BATCH)).all()
    for row in rows:
        facts = dict(row._mapping)
        place = linked(uow.session, facts, f"{BEFORE}{chain_of(facts['community_id'])}")
        uow.session.execute(update(audit).where(audit.c.id == row.id).values(place))
    return len(rows) == BATCH


def forget(uow: UnitOfWork, policy: RetentionPolicy) -> Taken:
    """Forget a portion of the beginning of each chain that is older than it is kept; its last hash
    stays, from which the rest goes on."""
    days = policy.keep_audit_days
    if not days:
        return NOTHING
    oldest, count, more = uow.now - timedelta(days=days), 0, False
    for head in uow.session.execute(select(audit_heads).order_by(HEAD.chain)).all():
        first = select(audit.c.id, audit.c.position, audit.c.hash, audit.c.at)
        first = first.where(audit.c.chain == head.chain).order_by(audit.c.position).limit(BATCH)
        rows = uow.session.execute(first).all()
        old = [row for row in rows if row.at < oldest]
        young = next((row.position for row in rows if row.at >= oldest), None)
        old = [row for row in old if young is None or row.position < young]
        if old:
            uow.session.execute(delete(audit).where(audit.c.id.in_([row.id for row in old])))
            last = {"removed_position": old[-1].position, "removed_hash": old[-1].hash}
            removed = update(audit_heads).where(HEAD.chain == head.chain)
            uow.session.execute(removed.values(**last, removed_at=uow.now))
        more |= len(old) == BATCH
        count += len(old)
    if not more:
        unchained = forget_unchained(uow, oldest)
        count, more = count + unchained, unchained == BATCH
    return Taken(count, more)


def forget_unchained(uow: UnitOfWork, oldest: Any) -> int:
    """The same of rows that stand in no chain; answer how many."""
    old = select(audit.c.id).where(audit.c.chain.is_(None), audit.c.at < oldest)
    ids = list(uow.session.scalars(old.order_by(audit.c.id).limit(BATCH)))
    if ids:
        uow.session.execute(delete(audit).where(audit.c.id.in_(ids)))
    return len(ids)
