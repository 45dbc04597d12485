"""Which methods residents may call."""

from contracts.directory.methods import METHODS
from contracts.roles import Role


def test_residents_and_admin_have_no_way_to_lists_of_households() -> None:
    open_to_residents = {method.name for method in METHODS if Role.RESIDENT in method.roles}
    assert open_to_residents == {
        "get_household",
        "change_household",
        "change_member",
        "household_history",
        "list_vehicles",
        "list_cards",
        "list_pets",
        "list_buildings",
        "list_communities",
        "reveal",
        "me",
        "list_sessions",
        "end_session",
        "change_password",
        "own_contact",
        "change_contact",
        "own_data",
        "paper_head",
        "get_company_picture",
        "own_second_factor",
        "enrol_second_factor",
        "confirm_second_factor",
        "renew_recovery_codes",
        "remove_second_factor",
        "let_in",
        "list_let_in",
        "take_out",
    }
