"""Correcting a published notice: a new version beside the old one (N01)."""

from typing import Any

from contracts.notices.codes import EditionStatus
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.domain.workflow import Action, needs_approval
from services.notices.operations.drafting import add_writer, unapprove
from services.notices.operations.publishing import put_in_force
from services.notices.operations.standing import load, require_fit_text, require_permitted
from services.notices.queries.notices import view
from services.notices.tables import Edition, Notice


def correct(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Write the next version of a published text; raise `ForbiddenPhrase` for unfit ones (C08).

    It replaces the old one at once, or, where the kind needs approval, once that is given and
    it is published. Until then a further correction replaces this one.
    """
    notice = load(work, data["notice_id"])
    require_permitted(notice, Action.CORRECT)
    title = data["title"] or notice.shown.title
    require_fit_text(title, data["body"])
    correction = notice.pending or begin(work, notice)
    add_writer(work, correction)
    unapprove(correction)
    correction.title = title
    correction.body = data["body"]
    correction.status = EditionStatus.SUBMITTED
    if not needs_approval(notice.kind):
        put_in_force(work, notice, correction)
    notice.version += 1
    return view(work, notice)


def begin(work: UnitOfWork, notice: Notice) -> Edition:
    """The next version, by the caller."""
    correction = Edition(
        edition=notice.edition + 1,
        author_id=work.actor.id,
        author_name=work.actor.name,
        writer_ids=[],
    )
    notice.editions.append(correction)
    return correction
