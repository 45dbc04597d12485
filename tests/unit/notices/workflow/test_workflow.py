"""The way of a notice from draft to published and beyond: N01."""

import pytest

from contracts.notices.notices import NoticeKind
from contracts.notices.workflow import EditionStatus, NoticeStatus
from contracts.notices.workflow import NoticeAction as Action
from services.notices.workflow.rules import (
    Standing,
    lacks_approval,
    needs_approval,
    permits,
)
from tests.support.rule_tables import worked_table

FIRST = {  # the first version, by the status of the notice
    NoticeStatus.DRAFT: EditionStatus.DRAFT,
    NoticeStatus.SUBMITTED: EditionStatus.SUBMITTED,
    NoticeStatus.APPROVED: EditionStatus.APPROVED,
    NoticeStatus.SCHEDULED: EditionStatus.APPROVED,
    NoticeStatus.PUBLISHED: None,
    NoticeStatus.WITHDRAWN: None,
    NoticeStatus.EXPIRED: None,
}
ALLOWED = {
    NoticeStatus.DRAFT: {
        Action.EDIT,
        Action.ADD_ATTACHMENT,
        Action.REMOVE_ATTACHMENT,
        Action.SUBMIT,
        Action.PUBLISH,
        Action.WITHDRAW,
    },
    NoticeStatus.SUBMITTED: {
        Action.EDIT,
        Action.APPROVE,
        Action.SEND_BACK,
        Action.PUBLISH,
        Action.WITHDRAW,
    },
    NoticeStatus.APPROVED: {Action.EDIT, Action.PUBLISH, Action.WITHDRAW},
    NoticeStatus.SCHEDULED: {Action.EDIT, Action.WITHDRAW},
    NoticeStatus.PUBLISHED: {
        Action.WITHDRAW,
        Action.CORRECT,
        Action.READ,
        Action.ACKNOWLEDGE,
        Action.ADD_PHOTO,
    },
    NoticeStatus.WITHDRAWN: set(),
    NoticeStatus.EXPIRED: {Action.READ},
}


@pytest.mark.parametrize("status", NoticeStatus)
@pytest.mark.parametrize("action", Action)
def test_N01_each_state_allows_these_actions_and_no_others(
    status: NoticeStatus, action: Action
) -> None:
    standing = Standing(NoticeKind.NOTICE, status, FIRST[status])
    assert permits(standing, action) == (action in ALLOWED[status])


@pytest.mark.parametrize(
    ("pending", "allowed"),
    [
        (EditionStatus.DRAFT, {Action.SUBMIT, Action.PUBLISH}),
        (
            EditionStatus.SUBMITTED,
            {Action.APPROVE, Action.SEND_BACK, Action.PUBLISH},
        ),
        (EditionStatus.APPROVED, {Action.PUBLISH}),
    ],
)
def test_N01_a_correction_goes_the_same_way_while_the_old_text_stays_in_force(
    pending: EditionStatus, allowed: set[Action]
) -> None:
    standing = Standing(NoticeKind.MAJOR, NoticeStatus.PUBLISHED, pending)
    expected = ALLOWED[NoticeStatus.PUBLISHED] | allowed
    assert {action for action in Action if permits(standing, action)} == expected


@pytest.mark.parametrize("status", [NoticeStatus.WITHDRAWN, NoticeStatus.EXPIRED])
def test_N01_a_correction_dies_with_its_notice(status: NoticeStatus) -> None:
    standing = Standing(NoticeKind.MAJOR, status, EditionStatus.SUBMITTED)
    assert not permits(standing, Action.APPROVE)
    assert not permits(standing, Action.SEND_BACK)
    assert not permits(standing, Action.PUBLISH)


def test_N01_these_kinds_need_approval() -> None:
    table = worked_table("notices.md", "Who must agree")
    expected = {row["kind"]: row["approval"] == "yes" for row in table}
    assert {kind.value: needs_approval(kind) for kind in NoticeKind} == expected


@pytest.mark.parametrize("kind", NoticeKind)
@pytest.mark.parametrize("pending", [EditionStatus.DRAFT, EditionStatus.SUBMITTED])
def test_N01_what_needs_approval_lacks_it_until_it_is_given(
    kind: NoticeKind, pending: EditionStatus
) -> None:
    assert lacks_approval(Standing(kind, NoticeStatus.SUBMITTED, pending)) == needs_approval(kind)
    approved = Standing(kind, NoticeStatus.APPROVED, EditionStatus.APPROVED)
    assert not lacks_approval(approved)
