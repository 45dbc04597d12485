"""Who may edit what."""

import pytest

from contracts.roles import Role
from services.directory.households.rules import not_editable

FIELDS = {"phone", "email", "owner_name", "area_m2", "two_person_visit", "id_number"}


@pytest.mark.parametrize(
    ("role", "refused"),
    [
        (Role.RESIDENT, ["area_m2", "id_number", "owner_name", "two_person_visit"]),
        (Role.STEWARD, ["area_m2", "id_number"]),
        (Role.RECEPTIONIST, ["area_m2"]),
        (Role.FINANCE, ["id_number", "owner_name", "two_person_visit"]),
        (Role.SUPERVISOR, []),
        (
            Role.ENGINEER,
            ["area_m2", "email", "id_number", "owner_name", "phone", "two_person_visit"],
        ),
    ],
)
def test_D02_each_role_changes_its_own_fields(role: Role, refused: list[str]) -> None:
    assert not_editable(FIELDS, {role}) == refused


def test_D02_several_roles_add_up() -> None:
    assert not_editable({"area_m2", "owner_name"}, {Role.FINANCE, Role.STEWARD}) == []
