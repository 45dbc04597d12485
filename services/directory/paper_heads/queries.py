"""Whose papers they are: the company's, of the community that they are of (P10)."""

from typing import Any, Final

from sqlalchemy import bindparam, select

from contracts.directory.company_pictures import CompanyPicture
from contracts.directory.request_types import GetPaperHeadRequest
from foundation import scope
from foundation.config import settings
from foundation.errors import NotFound
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.communities.tables import Community
from services.directory.company.tables import Company
from services.directory.company_pictures.operations import digests

COMPANY: Final = select(Company.__table__)
COMMUNITY: Final = select(Community.__table__).where(
    Community.__table__.c.id == bindparam("community_id")
)


def get(uow: UnitOfWork, data: GetPaperHeadRequest) -> dict[str, Any]:
    """The head of the papers of a community; raise `NotFound` for one that is out of scope."""
    [company] = uow.rows(COMPANY)
    known = digests(uow)
    place = community(uow, data["community_id"] or scope.current().community)
    return {
        "company": company.name,
        "company_en": company.name_en,
        "community": place.name if place else "",
        "community_en": place.name_en if place else "",
        "address": (place and place.address) or company.address,
        "telephone": (place and place.service_phone) or company.phone or settings().service_line,
        "account": company.bank_account,
        "letterhead": known.get(CompanyPicture.LETTERHEAD, ""),
        "seal": known.get(CompanyPicture.SEAL, ""),
    }


def community(uow: UnitOfWork, community_id: str | None) -> Any:
    """A community that is in scope; None where none is meant. Raise `NotFound`."""
    if community_id is None:
        return None
    for one in uow.rows(COMMUNITY, community_id=community_id):
        if scope.current().sees(one.id):
            return one
    raise NotFound(field="community_id")
