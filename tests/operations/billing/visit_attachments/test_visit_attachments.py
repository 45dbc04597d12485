"""B04, P09: photos and papers of a door visit, for who sees the visit."""

import base64
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from contracts.billing.visit_outcomes import NotYourVisit, VisitTakenOff
from foundation import erasure
from foundation.actor import Actor, Grant
from foundation.errors import Forbidden, NotFound
from foundation.files.folder import FolderFiles
from foundation.files.keeping import TooManyFiles
from foundation.pictures import PictureBroken, PictureTooManyDots
from services.billing.policy import BillingPolicy
from services.billing.service import BillingService as Service
from services.billing.visit_attachments.tables import VisitAttachment
from services.billing.visits.tables import Visit
from tests.operations.billing.conftest import Answer, Office
from tests.operations.test_retention import pass_nights
from tests.support.community import OTHER
from tests.support.photos import JPEG, jpeg

pytestmark = pytest.mark.both_databases


def add(office: Office, visit: Answer, by: Actor, content: bytes = JPEG) -> Answer:
    sent = base64.b64encode(content).decode()
    return dict(office.call("add_visit_attachment", by, visit_id=visit["id"], content=sent))


def look(office: Office, visit: Answer, file: Answer, by: Actor) -> bytes:
    named = {"visit_id": visit["id"], "attachment_id": file["id"]}
    return base64.b64decode(office.call("get_visit_attachment", by, **named)["content"])


def supervisor_there() -> Actor:
    """Somebody of another community."""
    grants = frozenset({Grant("supervisor", OTHER)})
    roles = frozenset({"supervisor"})
    return Actor("p-there", "p", roles, grants=grants)


def kept(office: Office) -> list[str]:
    files = office.store.files
    assert isinstance(files, FolderFiles)
    return sorted(path.name for path in files.root.rglob("*") if path.is_file())


def test_B04_the_steward_attaches_before_and_after_the_visit(late: Office) -> None:
    visit = late.visits(late.steward)[0]
    before = add(late, visit, late.steward)
    made = late.call_upon()
    assert made["attachments"] == [before]
    late.clock.advance(timedelta(minutes=1))
    after = add(late, visit, late.steward)
    (seen,) = late.visits(late.supervisor, status="done")
    assert seen["attachments"] == [before, after]
    assert look(late, visit, after, late.steward) == look(late, visit, after, late.supervisor)


@pytest.mark.parametrize(
    ("content", "refusal"),
    [(JPEG[:-2], PictureBroken), (jpeg(20_000, 20_000), PictureTooManyDots)],
)
def test_P09_half_a_photo_and_one_of_too_many_dots_are_refused(
    late: Office, content: bytes, refusal: type[Exception]
) -> None:
    visit = late.visits(late.steward)[0]
    with pytest.raises(refusal):
        add(late, visit, late.steward, content)
    assert late.visits(late.steward)[0]["attachments"] == []


def test_P09_others_neither_attach_nor_see_it(late: Office) -> None:
    visit, other = late.visits(late.supervisor)
    file = add(late, visit, late.steward)
    with pytest.raises(NotYourVisit):
        add(late, visit, late.other_steward)
    for by in (late.other_steward, supervisor_there()):
        with pytest.raises(NotFound):
            look(late, visit, file, by)
    for by in (late.resident, late.receptionist, late.finance):
        with pytest.raises(Forbidden):
            look(late, visit, file, by)
    for by in (late.supervisor, late.resident):
        with pytest.raises(Forbidden):
            add(late, visit, by)
    with pytest.raises(NotFound):
        look(late, other, file, late.supervisor)


def test_P09_whose_visit_it_was_sees_its_files_no_longer(late: Office) -> None:
    visit = late.visits(late.steward)[0]
    file = add(late, visit, late.steward)
    with late.store.write() as uow:
        uow.session.execute(update(Visit).where(Visit.id == visit["id"]).values(steward_id="s2"))
    with pytest.raises(NotFound):
        look(late, visit, file, late.steward)
    assert look(late, visit, file, late.other_steward) == JPEG


def test_P09_without_the_check_any_steward_would_see_it(
    late: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    visit = late.visits(late.steward)[0]
    file = add(late, visit, late.steward)
    queries = "services.billing.visit_attachments.queries"
    monkeypatch.setattr(f"{queries}.is_seen", lambda *_: True)
    assert look(late, visit, file, late.other_steward) == JPEG


def test_P09_a_visit_has_so_many_files_and_none_once_it_is_taken_off(late: Office) -> None:
    visit = late.visits(late.steward)[0]
    late.call("change_policy", late.actor("director"), name="file_limit", value=1)
    add(late, visit, late.steward)
    with pytest.raises(TooManyFiles):
        add(late, visit, late.steward)
    late.pay("300.00")
    late.work()
    with pytest.raises(VisitTakenOff):
        add(late, visit, late.steward)
    assert len(kept(late)) == 1


def test_P08_the_files_go_in_time_and_the_name_with_who_left(late: Office) -> None:
    visit = late.visits(late.steward)[0]
    add(late, visit, late.steward)
    late.call_upon()
    with late.store.write() as uow:
        Service.erase_person(uow, "s1")
        assert uow.session.scalar(select(VisitAttachment.taken_by_name)) == erasure.NOBODY
    assert len(kept(late)) == 1
    late.clock.advance(timedelta(days=BillingPolicy().keep_visits_days + 2))
    pass_nights(late.store, Service, late.clock)
    late.work()
    assert kept(late) == []
    with late.store.read() as uow:
        assert uow.session.scalars(select(VisitAttachment.id)).all() == []
        assert uow.session.scalar(select(Visit.id).where(Visit.id == visit["id"]))
    with pytest.raises(VisitTakenOff):
        add(late, visit, late.steward)
