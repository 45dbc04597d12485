"""Notices by number or words (P07); the staff finds drafts as well."""

from typing import Any, Final

from sqlalchemy import bindparam, select

from contracts.finding import FoundKind
from contracts.notices.request_types import FindRequest
from foundation import replica
from foundation.storage.unit_of_work import UnitOfWork
from foundation.storage.word_search import papers_with
from services.notices.workflow.tables import Edition, Notice

NUMBERS: Final[Any] = bindparam("numbers", expanding=True)
NOTICES: Final = Notice.__table__.c
EDITIONS: Final = Edition.__table__.c
BY_NUMBER: Final = select(NOTICES.id).where(NOTICES.number.in_(NUMBERS))
SHOWN: Final = (
    select(NOTICES.id, NOTICES.number, NOTICES.community_id, EDITIONS.title)
    .join(Edition.__table__, EDITIONS.notice_id == NOTICES.id)
    .where(NOTICES.id.in_(bindparam("ids", expanding=True)))
    .order_by(NOTICES.id.desc(), EDITIONS.edition)
)
"""The last text of each last."""


def find(uow: UnitOfWork, data: FindRequest) -> dict[str, Any]:
    """Notices that a text means, newest first."""
    numbers = replica.numbers_meant(uow, data["q"])
    ids = [row.id for row in uow.rows(BY_NUMBER, numbers=numbers)] if numbers else []
    ids = ids or papers_with(uow, data["q"], data["limit"])
    rows = {row.id: row for row in uow.rows(SHOWN, ids=ids)} if ids else {}
    return {"items": [item(row) for row in list(rows.values())[: data["limit"]]]}


def item(row: Any) -> dict[str, Any]:
    """A notice as it is found."""
    return {
        "kind": FoundKind.NOTICE,
        "id": row.id,
        "title": row.title,
        "subtitle": row.number,
        "page_id": row.id,
        "community_id": row.community_id,
    }
