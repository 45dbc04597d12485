"""Pets of a household: entered, changed, ended, each after an identity check (D02, D06)."""

from typing import Any, Final

from contracts.directory.request_types import AddPetRequest, ChangePetRequest, HoldingsOfRequest
from foundation.payload import rest
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.changes.operations import holdings
from services.directory.changes.queries.holdings import listed, listing_of, with_member
from services.directory.holdings.tables import Pet
from services.directory.households.tables import Member

PETS: Final = listing_of(Pet)


def list_pets(uow: UnitOfWork, data: HoldingsOfRequest) -> dict[str, Any]:
    """The pets of one household, newest first."""
    return listed(uow, PETS, data)


def add(uow: UnitOfWork, data: AddPetRequest) -> dict[str, Any]:
    """Enter a pet."""
    facts = rest(data, "household_id", "identity_check", "member_id")
    household, member, pet = holdings.enter(
        uow, Pet, data["household_id"], data["member_id"], **facts
    )
    holdings.record(uow, household, pet, data["identity_check"], {}, told(pet, member))
    return with_member(pet, member)


def change(uow: UnitOfWork, data: ChangePetRequest) -> dict[str, Any]:
    """Change what is known of a pet, or end it."""
    facts = rest(data, "household_id", "identity_check", "pet_id", "ended")
    changed: dict[str, Any] = holdings.change(uow, Pet, data, "pet_id", facts, told)
    return changed


def told(pet: Pet, member: Member) -> dict[str, Any]:
    """A pet as the history keeps it."""
    known = {"pet_kind": pet.kind, "breed": pet.breed, "registration": pet.registration}
    return {"pet_id": pet.id, **known, "holder": member.name}
