"""Who may call what: every method, with every role that may not."""

from collections.abc import Callable

import pytest

from contracts.directory.methods import METHODS
from contracts.method import Method
from contracts.roles import Role
from foundation.actor import Actor
from foundation.errors import Forbidden
from foundation.storage.store import Store
from services.directory.service import DirectoryService
from tests.operations.conftest import perform

ENTRIES = {name: getattr(DirectoryService, name, None) for name in dir(DirectoryService)}


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
def test_every_method_has_its_entrypoint(method: Method) -> None:
    assert ENTRIES[method.name].entry.method is method  # type: ignore[union-attr]


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
def test_a_role_that_may_not_is_refused_before_anything_is_read(
    store: Store, actor: Callable[..., Actor], method: Method
) -> None:
    for role in set(Role) - method.who:
        with pytest.raises(Forbidden):
            perform(store, ENTRIES[method.name], actor(role))


def test_residents_and_admin_have_no_way_to_lists_of_households() -> None:
    open_to_residents = {method.name for method in METHODS if Role.RESIDENT in method.who}
    assert open_to_residents == {
        "get_household",
        "change_household",
        "change_member",
        "household_history",
        "list_buildings",
        "reveal",
        "me",
        "change_password",
    }
