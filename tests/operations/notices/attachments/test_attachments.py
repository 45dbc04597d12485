"""N01, N03, P09: photos and papers of a notice: who changes them, and whom they are for."""

import base64
from collections.abc import Callable
from typing import Any

import pytest

from contracts.notices.drafting import NotTheAuthor
from contracts.notices.workflow import NoticeWrongState
from foundation.actor import Actor, Grant
from foundation.errors import Forbidden, NotFound
from foundation.files.folder import FolderFiles
from foundation.files.keeping import TooManyFiles
from foundation.pictures import FileTypeUnsupported, PdfNotPlain, PictureBroken
from foundation.storage.store import Store
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.service import NoticesService as Notices
from services.notices.workflow.tables import Notice
from tests.operations.conftest import perform, process_due
from tests.operations.notices.conftest import Make
from tests.support.community import OTHER
from tests.support.photos import JPEG, png

PDF = b"%PDF-1.7\n1 0 obj<</Type /Catalog>>endobj"
TO_H1 = {"household_ids": ["h1"]}

pytestmark = pytest.mark.both_databases
Residents = Callable[[int], Actor]


@pytest.fixture
def add(act: Make) -> Make:
    """Attaches a file to a notice, by its author unless said otherwise."""

    def attach(notice: dict[str, Any], by: Any = "receptionist", content: bytes = JPEG) -> Any:
        return act("add_attachment", notice, by, content=base64.b64encode(content).decode())

    return attach


@pytest.fixture
def look(act: Make) -> Callable[..., bytes]:
    """Opens an attachment of a notice."""

    def opened(notice: dict[str, Any], file: dict[str, Any], by: Any) -> bytes:
        found = act("get_attachment", notice, by, attachment_id=file["id"])
        return base64.b64decode(found["content"])

    return opened


@pytest.fixture
def publish(act: Make) -> Make:
    """Has a draft go its way."""

    def go(notice: dict[str, Any]) -> Any:
        act("submit", notice, "receptionist")
        return act("publish", notice)

    return go


def kept(store: Store) -> list[str]:
    """The ids of all files there are."""
    assert isinstance(store.files, FolderFiles)
    return sorted(path.name for path in store.files.root.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    ("content", "kind"), [(JPEG, "image/jpeg"), (png(), "image/png"), (PDF, "application/pdf")]
)
def test_P09_whom_a_notice_is_for_opens_what_hangs_on_it(
    draft: Make, act: Make, add: Make, look: Make, publish: Make, resident: Residents,
    content: bytes, kind: str,
) -> None:  # fmt: skip
    notice = draft(audience=TO_H1)
    file = add(notice, content=content)
    assert file["media_type"] == kind
    assert act("get", notice, "steward")["attachments"] == [file]
    assert look(notice, file, "steward") == content
    publish(notice)
    assert act("get", notice, resident(1))["attachments"] == [file]
    assert look(notice, file, resident(1)) == content


def test_P09_before_after_and_for_others_a_notices_attachments_are_not_there(
    draft: Make, act: Make, add: Make, look: Make, publish: Make, resident: Residents
) -> None:
    notice, other = draft(audience=TO_H1), draft()
    file = add(notice)
    for who in (resident(1), resident(2)):
        with pytest.raises(NotFound):
            look(notice, file, who)
    publish(notice)
    publish(other)
    there = Actor("x", "x", frozenset({"director"}), grants=frozenset({Grant("director", OTHER)}))
    for who in (resident(2), there):
        with pytest.raises(NotFound):
            look(notice, file, who)
    with pytest.raises(NotFound):  # by a notice that they may read
        look(other, file, resident(2))
    with pytest.raises(Forbidden):
        look(notice, file, "admin")
    assert look(notice, file, resident(1)) == JPEG
    act("withdraw", notice, reason="误发")
    with pytest.raises(NotFound):
        look(notice, file, resident(1))
    assert look(notice, file, "receptionist") == JPEG


def test_P09_without_the_look_at_the_notice_a_neighbour_would_open_its_attachments(
    draft: Make, add: Make, look: Make, resident: Residents, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    notice = draft(audience=TO_H1)
    file = add(notice)

    def unguarded(uow: UnitOfWork, notice_id: str) -> Notice:
        return uow.load(Notice, notice_id)

    monkeypatch.setattr("services.notices.attachments.queries.seen", unguarded)
    assert look(notice, file, resident(2)) == JPEG


def test_P09_attachments_are_changed_by_whoever_changes_the_text_while_it_is_a_draft(
    draft: Make, act: Make, add: Make, resident: Residents
) -> None:
    notice = draft(kind="major")
    with pytest.raises(NotTheAuthor):
        add(notice, "steward")
    with pytest.raises(Forbidden):
        add(notice, resident(1))
    file = add(notice)
    with pytest.raises(NotTheAuthor):
        act("remove_attachment", notice, "steward", attachment_id=file["id"])
    act("submit", notice, "receptionist")
    assert "add_attachment" not in act("get", notice, "receptionist")["actions"]
    with pytest.raises(NoticeWrongState):
        add(notice)
    with pytest.raises(NoticeWrongState):
        act("remove_attachment", notice, "receptionist", attachment_id=file["id"])
    act("send_back", notice, "director", remark="换一张照片")
    act("remove_attachment", notice, "receptionist", attachment_id=file["id"])
    second = add(notice)
    act("submit", notice, "receptionist")
    act("approve", notice, "director")
    assert act("publish", notice)["attachments"] == [second]
    for action in ("add_attachment", "remove_attachment"):
        assert action not in act("get", notice, "director")["actions"]
    with pytest.raises(NoticeWrongState):
        add(notice, "director")


def test_N01_whoever_attached_something_does_not_approve_it(
    draft: Make, act: Make, add: Make
) -> None:
    notice = draft(kind="major")
    add(notice, "director")
    act("submit", notice, "receptionist")
    assert "approve" not in act("get", notice, "director")["actions"]
    assert "approve" in act("get", notice, "deputy_manager")["actions"]


def test_P09_a_correction_keeps_the_attachments(
    draft: Make, act: Make, add: Make, look: Make, publish: Make, resident: Residents
) -> None:
    notice = draft(audience=TO_H1)
    file = add(notice)
    publish(notice)
    corrected = act("correct", notice, body="改为11月6日清洗水箱。")
    assert corrected["edition"] == 2
    assert act("get", notice, resident(1))["attachments"] == [file]
    assert look(notice, file, resident(1)) == JPEG


def test_P09_what_is_taken_away_is_no_file_any_more(
    store: Store, draft: Make, act: Make, add: Make, look: Make
) -> None:
    notice, other = draft(), draft()
    gone, stays = add(notice), add(notice, content=PDF)
    with pytest.raises(NotFound):
        act("remove_attachment", other, "receptionist", attachment_id=gone["id"])
    before = act("get", notice)["version"]
    act("remove_attachment", notice, "receptionist", attachment_id=gone["id"])
    assert act("get", notice)["version"] == before + 1
    assert [one["id"] for one in act("get", notice)["attachments"]] == [stays["id"]]
    with pytest.raises(NotFound):
        look(notice, gone, "receptionist")
    process_due(store, Notices)
    assert kept(store) == [stays["id"]]


def test_P09_without_the_deadline_of_removal_the_file_would_stay(
    store: Store, draft: Make, act: Make, add: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr("foundation.files.keeping.drop", lambda *_: None)
    notice = draft()
    file = add(notice)
    act("remove_attachment", notice, "receptionist", attachment_id=file["id"])
    process_due(store, Notices)
    assert kept(store) == [file["id"]]


def test_P09_a_notice_has_so_many_attachments_and_takes_no_other_files(
    store: Store, draft: Make, add: Make, actor: Callable[..., Actor]
) -> None:
    notice = draft()
    for content, refusal in (
        (b"PK\x03\x04", FileTypeUnsupported),
        (JPEG[:-2], PictureBroken),
        (PDF + b"<</S /JavaScript /JS (app.alert(1))>>", PdfNotPlain),
    ):
        with pytest.raises(refusal):
            add(notice, content=content)
    assert kept(store) == []
    perform(store, Notices.change_policy, actor("director"), name="file_limit", value=1)
    add(notice)
    with pytest.raises(TooManyFiles):
        add(notice)
    assert len(kept(store)) == 1
