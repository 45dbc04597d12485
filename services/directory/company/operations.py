"""The company as its papers name it, and the event about it (P02, P10)."""

from typing import Any

from sqlalchemy import select

from contracts.directory.changes import NothingToChange
from contracts.directory.events import CompanyChanged
from contracts.directory.request_types import ChangeCompanyRequest, NothingRequest
from foundation.config import settings
from foundation.replica.handlers import put
from foundation.storage.tables import company_replica
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.communities.operations import administers_all, require_everywhere
from services.directory.company.tables import Company

COMPANY = select(Company.__table__)
ON_PAPERS = ("name", "name_en", "credit_code", "address", "phone", "bank_account")


def get(uow: UnitOfWork, _data: NothingRequest) -> dict[str, Any]:
    """The company."""
    [row] = uow.rows(COMPANY)
    return company_view(row) | {"editable": administers_all(uow)}


def change(uow: UnitOfWork, data: ChangeCompanyRequest) -> dict[str, Any]:
    """Change what is named. Raise `CompanyOnly` for who administers some of the communities,
    `NothingToChange` where nothing is named."""
    require_everywhere(uow)
    if not data:
        raise NothingToChange
    company = uow.session.scalars(select(Company).with_for_update()).one()
    uow.check_version(company)
    for name, value in data.items():
        setattr(company, name, value)
    company.version += 1
    uow.subject("company", company.id)
    event = company_event(company)
    put(uow, company_replica, event)
    uow.emit(CompanyChanged, company.id, event)
    return company_view(company) | {"editable": True}


def company_view(company: Any) -> dict[str, Any]:
    """The company."""
    return {name: getattr(company, name) for name in (*ON_PAPERS, "public_url", "version")}


def company_event(company: Company) -> dict[str, Any]:
    """The payload of `company_changed`: the whole state."""
    said = {name: getattr(company, name) for name in (*ON_PAPERS, "version")}
    return {"company_id": company.id, **said}


def public_url(uow: UnitOfWork) -> str:
    """Where the pages are reached, as the company's page says, before the settings; empty: nobody
    has said."""
    [row] = uow.rows(COMPANY)
    return row.public_url or settings().public_url.rstrip("/")
