"""The fee schedule: items, their prices, and who has what is assigned (B01)."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, or_, select
from sqlalchemy.orm import aliased

from contracts.billing.fees import (
    AssignmentOverlaps,
    Basis,
    FeeBasisDiffers,
    FeeItemExists,
    NoCompanyPrice,
    NoOwnPrice,
    UnknownFeeItem,
)
from contracts.billing.request_types import (
    AssignFeeRequest,
    CreateFeeItemRequest,
    ListAssignmentsRequest,
    ListFeeItemsRequest,
    TakeBackFeeItemRequest,
)
from foundation import owned, replica
from foundation.errors import InvalidInput
from foundation.scope import COMPANY
from foundation.storage.listing import listing
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.fees.rules import holding, in_place, neighbour, terms
from services.billing.fees.tables import FeeAssignment, FeeItem

TERMS = (
    "name", "name_en", "unit_type", "basis", "price", "period", "assigned_only", "vacant_percent",
    "unit",
)  # fmt: skip
"""What a price says of its item."""


def create_item(uow: UnitOfWork, data: CreateFeeItemRequest) -> FeeItem:
    """Enter a fee item, or its new price from a day on, with what it leaves out as before: of the
    company, or a community's own (P01)."""
    place = owned.owner(uow)
    every = prices_of(uow, data["unit_type"], data["name"])
    for known in every:
        if known.basis != data["basis"]:
            raise FeeBasisDiffers(field="basis", name=known.name, basis=Basis(known.basis))
    require_free(every, place, data["effective_from"])
    before = neighbour(in_place(every, place), data["effective_from"])
    return enter(
        uow,
        place,
        data["effective_from"],
        name=data["name"],
        unit_type=data["unit_type"],
        basis=data["basis"],
        price=data["price"],
        **terms(data, before),
    )


def take_back(uow: UnitOfWork, data: TakeBackFeeItemRequest) -> FeeItem:
    """Have the company's prices of an item hold in a community again from a day on (P01).

    Raise `UnknownFeeItem`, `FeeItemExists` where an own price begins that day, `NoOwnPrice` where
    none of its own holds then, `NoCompanyPrice` where the company has none then.
    """
    place, day = owned.owner(uow), data["effective_from"]
    every = prices_of(uow, data["unit_type"], data["name"])
    if not every:
        raise UnknownFeeItem(field="name", name=data["name"])
    require_free(every, place, day)
    present, companys = (holding(in_place(every, one), day) for one in (place, None))
    about: dict[str, Any] = {
        "field": "effective_from",
        "name": data["name"],
        "effective_from": day.isoformat(),
    }
    if present is None or present.community_id is None:
        raise NoOwnPrice(**about)
    if companys is None:
        raise NoCompanyPrice(**about)
    as_there = {name: getattr(companys, name) for name in TERMS}
    return enter(uow, place, day, taken_back=True, **as_there)


def prices_of(uow: UnitOfWork, unit_type: str, name: str) -> Sequence[FeeItem]:
    """The prices of an item, the company's and those of the communities in sight."""
    same = select(FeeItem).where(FeeItem.unit_type == unit_type, FeeItem.name == name)
    return uow.session.scalars(same).all()


def require_free(prices: Iterable[FeeItem], place: str | None, day: date) -> None:
    """Raise `FeeItemExists` where one of the company, or of a community's own, begins that day."""
    for known in prices:
        if known.effective_from == day and known.community_id == place:
            said = day.isoformat()
            raise FeeItemExists(field="effective_from", name=known.name, effective_from=said)


def enter(uow: UnitOfWork, place: str | None, day: date, **terms: Any) -> FeeItem:
    """Enter a price of the company, or of a community's own, from a day on."""
    item = FeeItem(
        id=uow.new_id(), effective_from=day, created_at=uow.now, community_id=place, **terms
    )
    uow.session.add(item)
    uow.subject("fee_item", item.id)
    return item


def same_item(one: Any, other: Any) -> ColumnElement[bool]:
    """That two prices are of one item."""
    return and_(one.unit_type == other.unit_type, one.name == other.name)


def is_latest(one: Any, later: Any) -> ColumnElement[bool]:
    """That on a day no other price of the same owner has followed."""
    follows = select(later.id).where(
        same_item(later, one), later.owner_id == one.owner_id,
        later.effective_from > one.effective_from, later.effective_from <= bindparam("on"),
    )  # fmt: skip
    return ~follows.exists()


OWN, OWN_LATER, LATER = aliased(FeeItem), aliased(FeeItem), aliased(FeeItem)
HAS_ITS_OWN = (
    select(OWN.id)
    .where(same_item(OWN, FeeItem), OWN.owner_id == bindparam("place"), OWN.taken_back.is_(False))
    .where(OWN.effective_from <= bindparam("on"), is_latest(OWN, OWN_LATER))
    .exists()
)
"""That on a day a community has a price of its own."""
ITEMS = listing(
    FeeItem,
    "unit_type",
    "name",
    on=and_(
        FeeItem.effective_from <= bindparam("on"),
        FeeItem.taken_back.is_(False),
        is_latest(FeeItem, LATER),
        or_(FeeItem.owner_id != COMPANY, ~HAS_ITS_OWN),
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
