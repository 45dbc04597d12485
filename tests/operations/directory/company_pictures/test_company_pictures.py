"""P10: letterhead and seal, put in place by who administers the company, drawn anew."""

import base64
import struct
from collections.abc import Callable
from typing import Any

import pytest

from contracts.directory.communities import CompanyOnly
from foundation import pictures
from foundation.actor import Actor, Grant
from foundation.errors import Forbidden, NotFound, ServiceError
from foundation.picture_metadata import png_chunk
from foundation.pictures import (
    PhotoTooLarge,
    PhotoTypeUnsupported,
    PictureBroken,
    PictureNotReadable,
    PictureTooManyDots,
)
from foundation.scope import FIRST_COMMUNITY
from foundation.storage.store import Store
from services.directory.service import DirectoryService as Directory
from tests.operations.conftest import perform
from tests.support.pictures import base64_of, png

pytestmark = pytest.mark.both_databases

SECRET = b"Comment\0taken at home"


@pytest.fixture
def admin(actor: Callable[..., Actor]) -> Actor:
    return actor("admin", grants=frozenset({Grant("admin", None)}))


def put(store: Store, by: Actor, content: bytes, kind: str = "letterhead") -> dict[str, Any]:
    sent = {"kind": kind, "picture": base64_of(content)}
    return dict(perform(store, Directory.put_company_picture, by, **sent))


def size_of(content: str) -> tuple[int, int]:
    """Width and height of a PNG in base64."""
    width, height = struct.unpack_from(">II", base64.b64decode(content), 16)
    return width, height


def test_P10_a_picture_is_made_smaller_and_nothing_else_of_the_file_is_kept(
    store: Store, admin: Actor, actor: Callable[..., Actor]
) -> None:
    whole = png(2000, 400)
    content = whole[:33] + png_chunk(b"tEXt", SECRET) + whole[33:]
    made = put(store, admin, content)
    found = perform(store, Directory.get_company_picture, actor("resident"), kind="letterhead")
    assert found == made | {"media_type": "image/png", "content": found["content"]}
    assert size_of(found["content"]) == (900, 180)
    assert SECRET not in base64.b64decode(found["content"])
    head = perform(store, Directory.paper_head, actor("finance"))
    assert (head["letterhead"], head["seal"]) == (made["digest"], "")


def test_P10_another_picture_takes_its_place_and_it_can_be_removed(
    store: Store, admin: Actor
) -> None:
    first, second = put(store, admin, png(10, 10), "seal"), put(store, admin, png(20, 20), "seal")
    assert first["digest"] != second["digest"]
    assert perform(store, Directory.paper_head, admin)["seal"] == second["digest"]
    perform(store, Directory.remove_company_picture, admin, kind="seal")
    assert perform(store, Directory.paper_head, admin)["seal"] == ""
    for call in (Directory.get_company_picture, Directory.remove_company_picture):
        with pytest.raises(NotFound):
            perform(store, call, admin, kind="seal")


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"GIF89a", PhotoTypeUnsupported), (b"\xff\xd8\xff" + bytes(100), PictureBroken),
        (png(1, 1)[:40], PictureBroken), (bytes(6_000_000), PhotoTooLarge),
    ],
)  # fmt: skip
def test_P10_what_is_no_picture_is_refused_by_the_field(
    store: Store, admin: Actor, content: bytes, refusal: type[ServiceError]
) -> None:
    with pytest.raises(refusal) as refused:
        put(store, admin, content)
    assert list(refused.value.errors) == ["picture"]


def test_P10_a_picture_with_too_many_dots_is_not_drawn(store: Store, admin: Actor) -> None:
    """It is but some kilobytes as a file."""
    header = struct.pack(">IIBBBBB", 30_000, 30_000, 1, 0, 0, 0, 0)
    bomb = png(1, 1)[:8] + png_chunk(b"IHDR", header) + png_chunk(b"IDAT", b"") + png_chunk(
        b"IEND", b""
    )  # fmt: skip
    with pytest.raises(PictureTooManyDots):
        put(store, admin, bomb)


def test_P10_a_picture_is_drawn_in_another_process(
    store: Store, admin: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures.DRAWERS, "run_seconds", 0.001)
    with pytest.raises(PictureNotReadable):
        put(store, admin, png(10, 10))


def test_P10_the_company_is_everywhere_whose_pictures_they_are(
    store: Store, admin: Actor, actor: Callable[..., Actor]
) -> None:
    given = {"community_id": FIRST_COMMUNITY, "name": "观澜花园", "code": "GL"}
    perform(store, Directory.change_community, admin, **given)
    perform(store, Directory.create_community, admin, name="北苑", code="BY")
    put(store, admin, png(10, 10))
    of_one = actor("admin", grants=frozenset({Grant("admin", FIRST_COMMUNITY)}))
    with pytest.raises(CompanyOnly):
        put(store, of_one, png(10, 10))
    with pytest.raises(CompanyOnly):
        perform(store, Directory.remove_company_picture, of_one, kind="letterhead")
    with pytest.raises(Forbidden):
        put(store, actor("director"), png(10, 10))
    with pytest.raises(NotFound):
        put(store, admin, png(10, 10), "portrait")
