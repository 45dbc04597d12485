"""R01: photos of a repair, by the household and the staff."""

import base64
import threading
from collections.abc import Callable
from typing import Any

import pytest

from contracts.repairs.photos import TooManyPhotos
from foundation.actor import Actor
from foundation.errors import Forbidden, IllegalTransition, InvalidInput, NotFound
from foundation.pictures import (
    MEGABYTE,
    FileTypeUnsupported,
    PdfNotPlain,
    PhotoTooLarge,
    PictureBroken,
    PictureTooManyDots,
)
from services.repairs.requests.tables import Repair
from services.repairs.timeline.operations import record
from tests.operations.repairs.conftest import Answer, Desk
from tests.support.at_once import TIMEOUT, at_once
from tests.support.photos import JPEG, jpeg, png

PNG = png()

By = Callable[[Desk], Actor]
HOUSEHOLD_AND_STAFF: tuple[By, ...] = (
    lambda desk: desk.resident,
    lambda desk: desk.receptionist,
    lambda desk: desk.engineer(),
    lambda desk: desk.actor("steward"),
)


pytestmark = pytest.mark.both_databases


def add(desk: Desk, repair: Answer, by: Actor | None = None, content: bytes = PNG) -> Answer:
    sent = base64.b64encode(content).decode()
    by = by or desk.resident
    return dict(desk.call("add_photo", by, repair_id=repair["id"], content=sent))


def look(desk: Desk, repair: Answer, photo: Answer, by: Actor) -> Answer:
    ids = {"repair_id": repair["id"], "photo_id": photo["id"]}
    return dict(desk.call("get_photo", by, **ids))


@pytest.mark.parametrize("by", HOUSEHOLD_AND_STAFF)
def test_R01_household_and_staff_add_photos_and_see_them(desk: Desk, by: By) -> None:
    repair = desk.request()
    photo = add(desk, repair, by(desk), JPEG)
    assert (photo["media_type"], photo["size"]) == ("image/jpeg", len(JPEG))
    assert desk.get(repair["id"], by(desk))["photos"] == [photo]
    assert base64.b64decode(look(desk, repair, photo, by(desk))["content"]) == JPEG
    last = desk.get(repair["id"])["timeline"][-1]
    assert (last["action"], last["actor"]) == ("photo_added", by(desk).name)


def test_R01_photos_are_listed_oldest_first(desk: Desk) -> None:
    repair = desk.request()
    made = []
    for _ in range(3):
        made.append(add(desk, repair)["id"])
        desk.later(minutes=1)
    assert [one["id"] for one in desk.get(repair["id"])["photos"]] == made


def test_R01_neighbours_neither_add_nor_see_photos(desk: Desk) -> None:
    repair = desk.request()
    photo = add(desk, repair)
    with pytest.raises(NotFound):
        add(desk, repair, desk.neighbour)
    with pytest.raises(NotFound):
        look(desk, repair, photo, desk.neighbour)
    with pytest.raises(Forbidden):
        look(desk, repair, photo, desk.actor("admin"))


def test_R01_without_the_check_a_neighbour_would_see_the_photo(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control of the household check."""
    repair = desk.request()
    photo = add(desk, repair)
    monkeypatch.setattr("foundation.scope.sight", lambda: None)
    assert look(desk, repair, photo, desk.neighbour)["id"] == photo["id"]


def test_R01_who_reported_a_public_place_adds_photos_of_it(desk: Desk) -> None:
    repair = desk.public(desk.resident)
    photo = add(desk, repair, desk.resident)
    assert look(desk, repair, photo, desk.resident)["id"] == photo["id"]
    with pytest.raises(NotFound):
        look(desk, repair, photo, desk.neighbour)


def test_R01_photo_is_had_at_its_own_repair_only(desk: Desk) -> None:
    repair, other = desk.request(), desk.request(desk.neighbour, household_id="h2")
    photo = add(desk, other, desk.neighbour)
    with pytest.raises(NotFound):
        look(desk, repair, photo, desk.resident)


def test_P09_a_quote_or_a_warranty_is_filed_as_paper(desk: Desk) -> None:
    repair, paper = desk.request(), b"%PDF-1.7\n1 0 obj<</Type /Catalog>>endobj"
    file = add(desk, repair, desk.resident, paper)
    assert file["media_type"] == "application/pdf"
    assert base64.b64decode(look(desk, repair, file, desk.resident)["content"]) == paper
    with pytest.raises(NotFound):
        look(desk, repair, file, desk.neighbour)
    with pytest.raises(PdfNotPlain):
        add(desk, repair, desk.resident, paper + b"<</S /JavaScript /JS (app.alert(1))>>")


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"GIF89a....", FileTypeUnsupported),
        (b"<svg onload=alert(1)>", FileTypeUnsupported),
        (PNG + b"\x00" * 5 * MEGABYTE, PhotoTooLarge),
        (PNG + b"\x00" * 10 * MEGABYTE, PhotoTooLarge),
        (PNG[:-20], PictureBroken),
        (JPEG[: len(JPEG) // 2], PictureBroken),
        (jpeg(20_000, 20_000), PictureTooManyDots),
    ],
)
def test_R01_what_is_no_photo_or_too_large_is_refused(
    desk: Desk, content: bytes, refusal: type[Exception]
) -> None:
    repair = desk.request()
    with pytest.raises(refusal):
        add(desk, repair, content=content)
    assert desk.get(repair["id"])["photos"] == []


def test_R01_what_is_no_base64_is_refused(desk: Desk) -> None:
    repair = desk.request()
    with pytest.raises(InvalidInput) as refused:
        desk.call("add_photo", desk.resident, repair_id=repair["id"], content="照片")
    assert "content" in refused.value.errors


def limit(desk: Desk, photos: int) -> None:
    change: dict[str, Any] = {"name": "photo_limit", "value": photos}
    desk.call("change_policy", desk.actor("director"), **change)


def test_R01_number_of_photos_is_limited(desk: Desk) -> None:
    repair = desk.request()
    for _ in range(9):
        add(desk, repair)
    with pytest.raises(TooManyPhotos):
        add(desk, repair)
    limit(desk, 10)
    add(desk, repair)


def test_R01_two_last_photos_at_once_are_one(desk: Desk) -> None:
    repair = desk.request()
    limit(desk, 1)
    outcomes = at_once(lambda: add(desk, repair), lambda: add(desk, repair))
    assert sorted(type(one).__name__ for one in outcomes) == ["TooManyPhotos", "dict"]


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
def test_R01_without_the_lock_two_last_photos_at_once_would_be_two(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control of the repair's lock."""
    repair = desk.request()
    limit(desk, 1)
    both_counted = threading.Barrier(2, timeout=TIMEOUT)

    def unlocked(uow: Any, repair_id: str) -> Repair:
        found: Repair = uow.session.get(Repair, repair_id)
        return found

    def waiting(*args: Any, **detail: Any) -> None:
        both_counted.wait()
        record(*args, **detail)

    monkeypatch.setattr("services.repairs.photos.operations.take_up", unlocked)
    monkeypatch.setattr("services.repairs.photos.operations.record", waiting)
    outcomes = at_once(lambda: add(desk, repair), lambda: add(desk, repair))
    assert [type(one).__name__ for one in outcomes] == ["dict", "dict"]


@pytest.mark.parametrize("over", ["cancelled", "closed"])
def test_R01_no_photo_is_added_to_what_is_over(desk: Desk, over: str) -> None:
    repair = desk.bring("completed")
    add(desk, repair)  # while it can still be reopened
    if over == "cancelled":
        repair = desk.request()
        desk.call("cancel", desk.resident, repair_id=repair["id"], reason="不修了")
    else:
        solved = {"solved": True, "rating": 5}
        desk.call("follow_up", desk.receptionist, repair_id=repair["id"], **solved)
    with pytest.raises(IllegalTransition):
        add(desk, repair)


def test_R01_photo_enters_the_audit_trail_without_its_content(desk: Desk) -> None:
    repair = desk.request()
    add(desk, repair)
    trail = desk.call("audit_trail", desk.actor("director"), subject=repair["id"])
    told = str(trail["items"][0]["changes"])
    assert f"'size': {len(PNG)}" in told
    assert base64.b64encode(PNG).decode() not in told
