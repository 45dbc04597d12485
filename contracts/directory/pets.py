"""Pets of a household (住户宠物, D06)."""

from marshmallow import fields, validate

from contracts.code import Code
from contracts.directory.holdings import Change, Enter, HoldingView
from contracts.fields import Coded, Id, Text


class PetKind(Code):
    """What animal it is."""

    DOG = "dog", "犬", "Dog"
    CAT = "cat", "猫", "Cat"
    OTHER = "other", "其他宠物", "Other pet"


class AddPet(Enter):
    """An animal that lives there."""

    kind = fields.String(required=True, validate=validate.OneOf(list(PetKind)))
    breed = Text(load_default=None, allow_none=True, max=60)
    registration = Text(load_default=None, allow_none=True, max=60)
    """Number of the licence (犬证); null: none is known."""


class ChangePet(Change):
    """What is known of a pet; `ended`: it lives there no more, which stays in the history."""

    pet_id = Id(required=True)
    breed = Text(allow_none=True, max=60)
    registration = Text(allow_none=True, max=60)
    ended = fields.Boolean(load_default=False)


class PetView(HoldingView):
    """A pet and whose it is."""

    kind = Coded(PetKind, required=True)
    breed = fields.String(required=True, allow_none=True)
    registration = fields.String(required=True, allow_none=True)
