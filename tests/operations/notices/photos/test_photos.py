"""Photos of major announcements hanging in the buildings: N02."""

import base64
from collections.abc import Callable
from datetime import timedelta

import pytest

from contracts.notices.photos import BuildingNotAddressed
from contracts.notices.workflow import NoticeWrongState
from foundation.actor import Actor
from foundation.clock import FixedClock
from foundation.errors import InvalidInput, NotFound
from foundation.pictures import (
    PhotoTooLarge,
    PhotoTypeUnsupported,
    PictureBroken,
    PictureTooManyDots,
)
from foundation.storage.store import Store
from services.notices.service import NoticesService as Notices
from tests.operations.conftest import perform
from tests.operations.notices.conftest import Make
from tests.support.photos import jpeg, png

PNG = png()


def text(content: bytes) -> str:
    """A file as it travels."""
    return base64.b64encode(content).decode()


def test_N02_a_photo_is_filed_per_building_and_can_be_looked_at(
    store: Store, published: Make, act: Make
) -> None:
    notice = published(kind="major")
    photo = act("add_photo", notice, "steward", building="1栋", content=text(PNG))
    assert (photo["media_type"], photo["size"]) == ("image/png", len(PNG))
    assert act("get", notice)["photos"] == [photo]
    file = act("get_photo", notice, photo_id=photo["id"])
    assert base64.b64decode(file["content"]) == PNG
    with pytest.raises(NotFound):
        act("get_photo", published(kind="major"), photo_id=photo["id"])


def test_N02_missing_photos_are_a_list_after_24_hours(
    store: Store, published: Make, act: Make, clock: FixedClock, actor: Callable[..., Actor]
) -> None:
    notice, _plain = published(kind="major"), published()
    act("add_photo", notice, "steward", building="1栋", content=text(PNG))

    def missing() -> list[tuple[str, list[str]]]:
        found = perform(store, Notices.missing_photos, actor("supervisor"))
        return [(one["notice_id"], one["buildings"]) for one in found["items"]]

    clock.advance(timedelta(hours=23, minutes=59))
    assert missing() == []
    clock.advance(timedelta(minutes=1))
    assert missing() == [(notice["id"], ["2栋"])]
    act("add_photo", notice, "steward", building="2栋", content=text(PNG))
    assert missing() == []


def test_N02_only_the_buildings_addressed_are_asked_for(
    store: Store, published: Make, act: Make, clock: FixedClock, actor: Callable[..., Actor]
) -> None:
    notice = published(kind="major", audience={"household_ids": ["h3"]})
    with pytest.raises(BuildingNotAddressed):
        act("add_photo", notice, "steward", building="1栋", content=text(PNG))
    clock.advance(timedelta(days=2))
    (item,) = perform(store, Notices.missing_photos, actor("supervisor"))["items"]
    assert item["buildings"] == ["2栋"]


@pytest.mark.parametrize("content", [b"GIF89a....", b"<svg onload=alert(1)>", b"PK\x03\x04"])
def test_N02_what_is_no_photo_is_refused(published: Make, act: Make, content: bytes) -> None:
    notice = published(kind="major")
    with pytest.raises(PhotoTypeUnsupported):
        act("add_photo", notice, building="1栋", content=text(content))


def test_N02_a_photo_of_more_than_5_MB_is_refused(published: Make, act: Make) -> None:
    notice = published(kind="major")
    with pytest.raises(PhotoTooLarge):
        act("add_photo", notice, building="1栋", content=text(PNG + b"\x00" * 5 * 1024 * 1024))


@pytest.mark.parametrize(
    ("content", "refusal"),
    [(PNG[:-9], PictureBroken), (jpeg(20_000, 20_000), PictureTooManyDots)],
)
def test_P09_half_a_photo_and_one_of_too_many_dots_are_refused(
    published: Make, act: Make, content: bytes, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        act("add_photo", published(kind="major"), building="1栋", content=text(content))


def test_N02_what_is_no_base64_is_refused(published: Make, act: Make) -> None:
    with pytest.raises(InvalidInput):
        act("add_photo", published(kind="major"), building="1栋", content="照片")


def test_N02_a_draft_hangs_nowhere(draft: Make, act: Make) -> None:
    with pytest.raises(NoticeWrongState):
        act("add_photo", draft(kind="major"), building="1栋", content=text(PNG))


def test_N02_photos_are_not_shown_to_residents(
    store: Store, published: Make, act: Make, resident: Callable[[int], Actor]
) -> None:
    notice = published(kind="major")
    act("add_photo", notice, "steward", building="1栋", content=text(PNG))
    assert perform(store, Notices.get, resident(1), notice_id=notice["id"])["photos"] == []
