"""Letterhead and seal: put in place, taken away, given to whoever has papers (P10)."""

import base64
import hashlib
from typing import Any, Final

from sqlalchemy import select

from contracts.directory.company_pictures import CompanyPicture as Kind
from contracts.directory.request_types import OneCompanyPictureRequest, PutCompanyPictureRequest
from foundation import pictures
from foundation.errors import NotFound
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.communities.operations import require_everywhere
from services.directory.company_pictures.tables import CompanyPicture

LIMIT_MB = 5
"""Of the file that is sent."""
BOXES: Final = {Kind.LETTERHEAD: (900, 240), Kind.SEAL: (480, 480)}
"""Into how many dots each is fitted: some 300 to the inch, as it is printed."""
KNOWN: Final = select(CompanyPicture.kind, CompanyPicture.digest)


class Drawn(PutCompanyPictureRequest):
    """A picture that was drawn anew."""

    drawn: pictures.Picture


def drawn_anew(data: PutCompanyPictureRequest) -> Drawn:
    """The picture as it is kept; raises as `box_of`, `pictures.received`, `pictures.fitted`."""
    box = box_of(data["kind"])
    sent = pictures.received(data["picture"], LIMIT_MB, "picture")
    drawn = pictures.fitted(sent, *box, field="picture")
    return {**data, "drawn": drawn}


def box_of(kind: str) -> tuple[int, int]:
    """Into how many dots it is fitted; raise `NotFound` for what papers do not bear."""
    if kind not in BOXES:
        raise NotFound(field="kind")
    return BOXES[Kind(kind)]


def put(uow: UnitOfWork, data: Drawn) -> CompanyPicture:
    """Have the papers bear it. Raise `CompanyOnly` for who administers some of the communities."""
    require_everywhere(uow)
    content = data["drawn"].content
    row = uow.session.get(CompanyPicture, data["kind"], with_for_update=True)
    if row is None:
        row = CompanyPicture(kind=data["kind"])
        uow.session.add(row)
    row.digest, row.size = hashlib.sha256(content).hexdigest(), len(content)
    row.content, row.put_at = content, uow.now
    uow.session.flush()
    return row


def remove(uow: UnitOfWork, data: OneCompanyPictureRequest) -> None:
    """Have the papers bear none; raises as `put`, and `NotFound` where there is none."""
    require_everywhere(uow)
    row = uow.session.get(CompanyPicture, data["kind"], with_for_update=True)
    if row is None:
        raise NotFound(field="kind")
    uow.session.delete(row)


def get(uow: UnitOfWork, data: OneCompanyPictureRequest) -> dict[str, Any]:
    """The picture with its content; raise `NotFound` where there is none."""
    row = uow.session.get(CompanyPicture, data["kind"])
    if row is None:
        raise NotFound(field="kind")
    return {
        "kind": row.kind,
        "digest": row.digest,
        "size": row.size,
        "media_type": "image/png",
        "content": base64.b64encode(row.content).decode("ascii"),
    }


def digests(uow: UnitOfWork) -> dict[str, str]:
    """The pictures that there are, by kind."""
    return {row.kind: row.digest for row in uow.rows(KNOWN)}
