"""Loading a notice and asking whether its state allows what is wanted."""

from contracts.notices.drafting import NotTheAuthor
from contracts.notices.notices import NoticeKind
from contracts.notices.workflow import EditionStatus, NoticeAction, NoticeStatus, NoticeWrongState
from contracts.roles import MANAGERS
from foundation import replica
from foundation.service_language import require_fit
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.workflow import rules as workflow
from services.notices.workflow.rules import Standing
from services.notices.workflow.tables import Edition, Notice


def load(uow: UnitOfWork, notice_id: str) -> Notice:
    """A notice, locked in a writing unit; raise `NotFound`."""
    notice = uow.load(Notice, notice_id)
    uow.subject("notice", notice.id)
    return notice


def standing_of(notice: Notice) -> Standing:
    """Where a notice stands, for the rules."""
    pending = notice.pending
    return Standing(
        NoticeKind(notice.kind),
        NoticeStatus(notice.status),
        EditionStatus(pending.status) if pending else None,
    )


def require_permitted(notice: Notice, action: NoticeAction) -> None:
    """Raise `NoticeWrongState` unless the state of the notice allows the action."""
    if not workflow.permits(standing_of(notice), action):
        raise NoticeWrongState(status=NoticeStatus(notice.status), action=action)


def require_pending(notice: Notice, action: NoticeAction) -> Edition:
    """The version in the making, if the action is allowed; raise `NoticeWrongState`."""
    require_permitted(notice, action)
    pending = notice.pending
    if pending is None:
        raise NoticeWrongState(status=NoticeStatus(notice.status), action=action)
    return pending


def require_writer(uow: UnitOfWork, notice: Notice) -> None:
    """Raise `NotTheAuthor` unless the caller wrote it or is a manager."""
    if notice.author_id != uow.actor.id and not uow.actor.has(*MANAGERS):
        raise NotTheAuthor


def add_writer(uow: UnitOfWork, edition: Edition) -> None:
    """Remember who had a hand in a text."""
    if uow.actor.id not in edition.writer_ids:
        edition.writer_ids = [*edition.writer_ids, uow.actor.id]
    edition.written_at = uow.now


def require_fit_text(uow: UnitOfWork, title: str, body: str) -> None:
    """Raise `ForbiddenPhrase` for what must not be said to residents (C08)."""
    ours = replica.telephones(uow)
    require_fit(title, field="title", service_line=ours)
    require_fit(body, field="body", service_line=ours)
