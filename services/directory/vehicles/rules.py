"""What a number plate is (D06)."""

from contracts import plates
from contracts.directory.vehicles import PlateKind


def kind_of(plate: str, *, foreign: bool) -> PlateKind | None:
    """What kind of plate it is, written in one way; None: none of mainland China."""
    if foreign:
        return PlateKind.OTHER
    if plates.ORDINARY.fullmatch(plate):
        return PlateKind.ORDINARY
    if plates.NEW_ENERGY.fullmatch(plate):
        return PlateKind.NEW_ENERGY
    return PlateKind.SPECIAL if plates.is_chinese(plate) else None
