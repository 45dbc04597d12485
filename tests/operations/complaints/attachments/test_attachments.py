"""C13, P09: photos and papers of a case, of whoever lodged it and of the staff."""

import base64
from datetime import timedelta

import pytest
from sqlalchemy import select

from foundation import erasure
from foundation.actor import Actor, Grant
from foundation.errors import Forbidden, IllegalTransition, NotFound
from foundation.files.folder import FolderFiles
from foundation.files.keeping import TooManyFiles
from foundation.pictures import FileTypeUnsupported, PdfNotPlain, PictureBroken, PictureTooManyDots
from services.complaints.attachments.tables import Attachment
from services.complaints.policy import ComplaintPolicy
from services.complaints.service import ComplaintsService as Service
from tests.operations.complaints.conftest import Answer, Desk
from tests.operations.test_retention import pass_nights
from tests.support.community import OTHER
from tests.support.photos import JPEG, jpeg, png

PDF = b"%PDF-1.7\n1 0 obj<</Type /Catalog>>endobj"

pytestmark = pytest.mark.both_databases


def add(
    desk: Desk, case: Answer, by: Actor, content: bytes = JPEG, *, public: bool = False
) -> Answer:
    sent = base64.b64encode(content).decode()
    return desk.act(case, "add_attachment", by, content=sent, public=public)


def look(desk: Desk, case: Answer, file: Answer, by: Actor) -> bytes:
    found = desk.act(case, "get_attachment", by, attachment_id=file["id"])
    return base64.b64decode(found["content"])


def there(role: str) -> Actor:
    """Somebody of another community."""
    grants = frozenset({Grant(role, OTHER)})
    return Actor("p-there", "p", frozenset({role}), grants=grants)


def kept(desk: Desk) -> list[str]:
    files = desk.store.files
    assert isinstance(files, FolderFiles)
    return sorted(path.name for path in files.root.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    ("content", "kind"), [(JPEG, "image/jpeg"), (png(), "image/png"), (PDF, "application/pdf")]
)
def test_C13_resident_and_staff_attach_photos_and_papers(
    desk: Desk, content: bytes, kind: str
) -> None:
    case = desk.lodge_online()
    for by in (desk.resident, desk.receptionist, desk.inspector):
        desk.later(minutes=1)
        file = add(desk, case, by, content, public=True)
        assert (file["media_type"], file["taken_by_name"]) == (kind, by.name)
        assert look(desk, case, file, desk.resident) == content
        assert desk.get(case, desk.resident)["attachments"][-1] == file
        assert desk.get(case)["timeline"][-1]["action"] == "attached"


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (JPEG[:-2], PictureBroken),
        (png()[:-9], PictureBroken),
        (jpeg(9, 13_000), PictureTooManyDots),
    ],
)
def test_P09_half_a_photo_and_one_of_too_many_dots_are_refused(
    desk: Desk, content: bytes, refusal: type[Exception]
) -> None:
    case = desk.lodge_online()
    with pytest.raises(refusal):
        add(desk, case, desk.resident, content)
    assert desk.get(case)["attachments"] == []


def test_C13_what_the_staff_attaches_is_its_own_unless_it_says_otherwise(desk: Desk) -> None:
    case = desk.lodge_online()
    theirs = add(desk, case, desk.steward)
    desk.later(minutes=1)
    own = add(desk, case, desk.resident)
    assert (theirs["public"], own["public"]) == (False, True)
    seen = desk.get(case, desk.resident)
    assert seen["attachments"] == [own]
    assert [entry["action"] for entry in seen["timeline"]] == ["lodged", "attached"]
    with pytest.raises(NotFound):
        look(desk, case, theirs, desk.resident)
    assert desk.get(case)["attachments"] == [theirs, own]
    assert look(desk, case, theirs, desk.supervisor) == JPEG


def test_C13_without_the_check_a_resident_would_read_what_is_the_staffs(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    case = desk.lodge_online()
    theirs = add(desk, case, desk.steward)
    monkeypatch.setattr("foundation.storage.unit_of_work.UnitOfWork.as_staff", lambda *_: True)
    assert look(desk, case, theirs, desk.resident) == JPEG


def test_P09_another_household_another_case_another_community_and_a_right_taken_away(
    desk: Desk,
) -> None:
    case, other = desk.lodge_online(), desk.lodge(household_id="h2")
    file = add(desk, case, desk.resident)
    for by in (desk.neighbour, there("receptionist")):
        with pytest.raises(NotFound):
            look(desk, case, file, by)
        with pytest.raises(NotFound):
            add(desk, case, by)
    with pytest.raises(NotFound):
        look(desk, other, file, desk.supervisor)
    with pytest.raises(Forbidden):
        look(desk, case, file, desk.actor("admin"))
    with pytest.raises(Forbidden):
        look(desk, case, file, desk.actor("admin", id=desk.receptionist.id))


def test_P09_what_is_no_photo_and_no_plain_paper_is_refused(desk: Desk) -> None:
    case = desk.lodge_online()
    with pytest.raises(FileTypeUnsupported):
        add(desk, case, desk.resident, b"PK\x03\x04")
    with pytest.raises(PdfNotPlain) as refused:
        add(desk, case, desk.resident, PDF + b"<</S /JavaScript /JS (app.alert(1))>>")
    assert "content" in refused.value.errors
    assert kept(desk) == [] and desk.get(case)["attachments"] == []


def test_P09_a_case_has_so_many_attachments_and_a_closed_one_takes_none(desk: Desk) -> None:
    case = desk.lodge_online()
    desk.call("change_policy", desk.director, name="file_limit", value=1)
    add(desk, case, desk.resident)
    assert "add_attachment" in desk.get(case, desk.resident)["actions"]
    with pytest.raises(TooManyFiles):
        add(desk, case, desk.receptionist)
    closed = desk.bring("closed")
    assert "add_attachment" not in desk.get(closed)["actions"]
    with pytest.raises(IllegalTransition):
        add(desk, closed, desk.receptionist)
    assert len(kept(desk)) == 1


def test_X09_an_attachment_does_not_touch_the_clock(desk: Desk) -> None:
    case = desk.lodge_online()
    before = desk.get(case)
    desk.later(minutes=5)
    add(desk, case, desk.resident)
    after = desk.get(case)
    assert (after["due_at"], after["status"]) == (before["due_at"], before["status"])
    assert after["deadline"]["due_at"] == before["deadline"]["due_at"]


def test_P08_attachments_go_with_the_words_of_the_case_and_the_name_with_who_left(
    desk: Desk,
) -> None:
    case = desk.lodge_online()
    add(desk, case, desk.resident)
    with desk.store.write() as uow:
        Service.erase_person(uow, desk.resident.id)
    assert [one["taken_by_name"] for one in desk.get(case)["attachments"]] == [erasure.NOBODY]
    case = desk.bring("closed", case)
    desk.clock.advance(timedelta(days=ComplaintPolicy().keep_cases_days + 2))
    pass_nights(desk.store, Service, desk.clock)
    desk.later(minutes=1)
    with desk.store.read() as uow:
        assert uow.session.scalars(select(Attachment.id)).all() == []
    assert kept(desk) == []


def test_P08_without_the_deadline_of_removal_the_file_would_stay(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr("foundation.files.keeping.drop", lambda *_: None)
    case = desk.lodge_online()
    add(desk, case, desk.resident)
    desk.bring("closed", case)
    desk.clock.advance(timedelta(days=ComplaintPolicy().keep_cases_days + 2))
    pass_nights(desk.store, Service, desk.clock)
    desk.later(minutes=1)
    assert len(kept(desk)) == 1


def test_P09_an_upload_that_failed_leaves_no_file(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another has filed the last one while this one was on its way."""
    case = desk.lodge_online()
    desk.call("change_policy", desk.director, name="file_limit", value=1)
    put = desk.store.files.put

    def meanwhile(key: str, content: bytes) -> None:
        monkeypatch.setattr(desk.store.files, "put", put)
        add(desk, case, desk.receptionist)
        put(key, content)

    monkeypatch.setattr(desk.store.files, "put", meanwhile)
    with pytest.raises(TooManyFiles):
        add(desk, case, desk.resident)
    assert kept(desk) == [one["id"] for one in desk.get(case)["attachments"]]
