"""Whose a case in an inbox is: the department's, in words, and whether it is the caller's (C14)."""

from typing import Any

from contracts.roles import CASE_WORKERS
from foundation import replica
from foundation.errors import InvalidInput
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.tables import Complaint
from services.complaints.departments import queries as departments
from services.complaints.departments.rules import DepartmentFacts


def said_of(uow: UnitOfWork, complaint: Complaint) -> DepartmentFacts:
    """The department of a case, with all that it is known by: people are filed under them."""
    kept = complaint.department or ""
    return departments.found(uow, kept) or DepartmentFacts(kept, kept, kept)


def facts_of(uow: UnitOfWork, complaint: Complaint) -> dict[str, Any]:
    """What is published of a case when it is handed on or taken over."""
    department = said_of(uow, complaint)
    return {
        "complaint_id": complaint.id,
        "number": complaint.number,
        "household_id": complaint.household_id,
        "building": complaint.building,
        "department": department.name_zh,
        "department_en": department.name_en,
    }


def own_department(uow: UnitOfWork) -> str | None:
    """The code of the department that the caller works in; None: in none."""
    person = replica.person(uow, uow.actor.id)
    if person is None or not person.department:
        return None
    return departments.code_of(uow, person.department)


def named_handler(uow: UnitOfWork, handler_id: str) -> tuple[str, str]:
    """Id and name of who is to have it; raise `InvalidInput` for who does not work on cases where
    the case is: they would be told of it, and refused."""
    person = replica.person(uow, handler_id)
    if person is None or not person.active or CASE_WORKERS.isdisjoint(person.roles):
        raise InvalidInput("Nobody of this id works on cases there.", field="handler_id")
    return person.person_id, person.name
