"""Vehicles of a household: entered, changed, ended, each after an identity check (D02, D06)."""

from typing import Any, Final

from sqlalchemy import select

from contracts import plates
from contracts.directory.request_types import (
    AddVehicleRequest,
    ChangeVehicleRequest,
    HoldingsOfRequest,
)
from contracts.directory.vehicles import VehicleEntered
from foundation.errors import InvalidInput
from foundation.payload import rest
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.changes.operations import holdings
from services.directory.changes.queries.holdings import listed, listing_of, with_member
from services.directory.holdings.tables import Vehicle
from services.directory.households.tables import Household, Member
from services.directory.vehicles.rules import kind_of

VEHICLES: Final = listing_of(Vehicle)
TOLD: Final = ("plate", "colour", "parking_space")


def list_vehicles(uow: UnitOfWork, data: HoldingsOfRequest) -> dict[str, Any]:
    """The vehicles of one household, newest first."""
    return listed(uow, VEHICLES, data)


def add(uow: UnitOfWork, data: AddVehicleRequest) -> dict[str, Any]:
    """Enter a vehicle; raise `VehicleEntered` for one that the household has."""
    household, member, vehicle = holdings.enter(
        uow, Vehicle, data["household_id"], data["member_id"],
        **plate_of(data["plate"], foreign=data["foreign"]),
        colour=data["colour"], parking_space=data["parking_space"],
    )  # fmt: skip
    require_new(uow, household, vehicle.plate, but=vehicle.id)
    holdings.record(uow, household, vehicle, data["identity_check"], {}, told(vehicle, member))
    return with_member(vehicle, member)


def change(uow: UnitOfWork, data: ChangeVehicleRequest) -> dict[str, Any]:
    """Change a vehicle, or end it; raise `VehicleEntered` for a plate that is another's here."""
    facts = rest(data, "household_id", "identity_check", "vehicle_id", "plate", "foreign", "ended")
    if "plate" in data:
        facts |= plate_of(data["plate"], foreign=data["foreign"])
        household = uow.load(Household, data["household_id"])
        require_new(uow, household, facts["plate"], but=data["vehicle_id"])
    changed: dict[str, Any] = holdings.change(uow, Vehicle, data, "vehicle_id", facts, told)
    return changed


def plate_of(text: str, *, foreign: bool) -> dict[str, Any]:
    """The plate as it is kept, with its kind; raise `InvalidInput` for none of mainland China."""
    plate = text if foreign else plates.in_one_way(text)
    kind = kind_of(plate, foreign=foreign)
    if kind is None:
        raise InvalidInput(
            "Not a number plate of mainland China; is it a foreign one?", field="plate"
        )
    return {"plate": plate, "plate_kind": kind}


def require_new(uow: UnitOfWork, household: Household, plate: str, but: str = "") -> None:
    """Raise `VehicleEntered` where the household, which is locked, has another vehicle of this
    plate."""
    same = select(Vehicle.id).where(
        Vehicle.household_id == household.id,
        Vehicle.plate == plate,
        Vehicle.until.is_(None),
        Vehicle.id != but,
    )
    if uow.session.scalar(same) is not None:
        raise VehicleEntered(field="plate", plate=plate)


def told(vehicle: Vehicle, member: Member) -> dict[str, Any]:
    """A vehicle as the history keeps it."""
    known = {name: getattr(vehicle, name) for name in TOLD}
    return {"vehicle_id": vehicle.id, **known, "holder": member.name}
