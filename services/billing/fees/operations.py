"""The fee schedule: items, their prices, and who has what is assigned (B01)."""

from typing import Any

from sqlalchemy import and_, bindparam, or_, select
from sqlalchemy.orm import aliased

from contracts.billing.fees import (
    AssignmentOverlaps,
    Basis,
    FeeBasisDiffers,
    FeeItemExists,
    UnknownFeeItem,
)
from contracts.billing.request_types import (
    AssignFeeRequest,
    CreateFeeItemRequest,
    ListAssignmentsRequest,
    ListFeeItemsRequest,
)
from foundation import owned, replica
from foundation.errors import InvalidInput
from foundation.scope import COMPANY
from foundation.storage.listing import listing
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.fees.rules import in_place, neighbour, terms
from services.billing.fees.tables import FeeAssignment, FeeItem


def create_item(uow: UnitOfWork, data: CreateFeeItemRequest) -> FeeItem:
    """Enter a fee item, or its new price from a day on, with what it leaves out as before: of the
    company, or a community's own (P01)."""
    place = owned.owner(uow)
    same = select(FeeItem).where(
        FeeItem.unit_type == data["unit_type"], FeeItem.name == data["name"]
    )
    every = uow.session.scalars(same).all()
    prices = in_place(every, place)
    for known in every:
        if known.basis != data["basis"]:
            raise FeeBasisDiffers(field="basis", name=known.name, basis=Basis(known.basis))
        if known.effective_from == data["effective_from"] and known.community_id == place:
            day = known.effective_from.isoformat()
            raise FeeItemExists(field="effective_from", name=known.name, effective_from=day)
    item = FeeItem(
        id=uow.new_id(),
        name=data["name"],
        unit_type=data["unit_type"],
        basis=data["basis"],
        price=data["price"],
        effective_from=data["effective_from"],
        created_at=uow.now,
        community_id=place,
        **terms(data, neighbour(prices, data["effective_from"])),
    )
    uow.session.add(item)
    uow.subject("fee_item", item.id)
    return item


LATER = aliased(FeeItem)
ITEMS = listing(
    FeeItem,
    "unit_type",
    "name",
    on=and_(
        FeeItem.effective_from <= bindparam("on"),
        ~select(LATER.id)
        .where(LATER.unit_type == FeeItem.unit_type, LATER.name == FeeItem.name)
        .where(LATER.effective_from <= bindparam("on"))
        .where(
            or_(
                and_(
                    LATER.owner_id == FeeItem.owner_id,
                    LATER.effective_from > FeeItem.effective_from,
                ),
                and_(FeeItem.owner_id == COMPANY, LATER.owner_id == bindparam("place")),
            )
        )
        .exists(),
    ),
)
ASSIGNMENTS = listing(FeeAssignment, "household_id")


def list_items(uow: UnitOfWork, data: ListFeeItemsRequest) -> dict[str, Any]:
    """Fee items, newest first; on a day, the prices then in force: in a community its own before
    the company's, among several each with whose it is."""
    found = ITEMS.page(uow, data, place=uow.community or "")
    shown = [row._asdict() | {"source": owned.source(row)} for row in found["items"]]
    return found | {"items": shown}


def assign(uow: UnitOfWork, data: AssignFeeRequest) -> FeeAssignment:
    """A household has an `assigned_only` item from a day on, such as parking spaces.

    The same item, quantity and first day again sets the last day; without one it stays as it is.
    The day before the first takes it back: it never began, and days that were billed are made good.
    """
    household = replica.household(uow, data["household_id"])
    item = uow.session.scalar(
        select(FeeItem)
        .where(FeeItem.name == data["name"], FeeItem.unit_type == household.unit_type)
        .where(FeeItem.assigned_only)
        .limit(1)
    )
    if item is None:
        raise UnknownFeeItem(field="name", name=data["name"])
    starts_on, ends_on = data["starts_on"], data.get("ends_on")
    began = FeeAssignment.ends_on >= FeeAssignment.starts_on
    overlapping = (
        select(FeeAssignment)
        .where(FeeAssignment.household_id == household.household_id)
        .where(FeeAssignment.name == data["name"])
        .where(or_(FeeAssignment.ends_on.is_(None), FeeAssignment.ends_on >= starts_on))
        .where(or_(FeeAssignment.ends_on.is_(None), began))
        .with_for_update()
    )
    for known in uow.session.scalars(overlapping):
        if known.starts_on == starts_on and known.quantity == data["quantity"]:
            known.ends_on = data.get("ends_on", known.ends_on)
            known.changed_at = uow.now
            return known
        if ends_on is None or known.starts_on <= ends_on:
            raise AssignmentOverlaps(field="starts_on", name=known.name)
    if ends_on is not None and ends_on < starts_on:
        raise InvalidInput("Must not be before starts_on.", field="ends_on")
    assignment = FeeAssignment(
        id=uow.new_id(),
        household_id=household.household_id,
        name=data["name"],
        quantity=data["quantity"],
        starts_on=starts_on,
        ends_on=ends_on,
        changed_at=uow.now,
    )
    uow.session.add(assignment)
    uow.subject("household", household.household_id)
    return assignment


def list_assignments(uow: UnitOfWork, data: ListAssignmentsRequest) -> dict[str, Any]:
    """Assignments, newest first."""
    return ASSIGNMENTS.page(uow, data)
