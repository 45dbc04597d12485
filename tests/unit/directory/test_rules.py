"""Identity numbers, who may edit what, passwords."""

import pytest

from contracts.roles import Role
from services.directory.domain.editing import not_editable
from services.directory.domain.identity_numbers import is_identity_number
from services.directory.domain.passwords import DEMO_PASSWORD, is_weak

FIELDS = {"phone", "email", "owner_name", "area_m2", "two_person_visit", "id_number"}


def test_D01_an_identity_number_has_a_birthday_and_the_right_check() -> None:
    assert is_identity_number("11010519491231002X")
    assert not is_identity_number("110105194912310021")
    assert not is_identity_number("110105194913310026")
    assert not is_identity_number("1101051949123100")
    assert not is_identity_number("１1010519491231002X")


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


@pytest.mark.parametrize(
    "password", ["short", "aaaaaaaaaaaaaaa", "receptionist", "Receptionist", DEMO_PASSWORD, ""]
)
def test_passwords_that_are_easy_to_guess_are_weak(password: str) -> None:
    assert is_weak(password, "receptionist", 10)


def test_a_long_password_is_taken() -> None:
    assert not is_weak("蓝鲸 correct horse", "receptionist", 10)
