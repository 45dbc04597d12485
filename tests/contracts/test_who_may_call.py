"""Who may call what: every method of every service as everybody, without a database."""

import pytest

from contracts.method import Method
from contracts.roles import Role
from foundation.actor import Actor
from foundation.bound_method import BoundMethod, Procedure
from foundation.errors import Forbidden, InvalidInput
from guanjia.registry import service_class
from tests.contracts.test_methods import METHODS, each_method


def let_in(method: Method) -> set[Role]:
    """Roles that a service lets in: they meet the check of the (senseless) payload.

    All others are refused before it, and both before a database, of which there is none.
    """
    entry = getattr(service_class(method.service), method.name).entry
    assert isinstance(entry, BoundMethod | Procedure) and entry.method is method
    found = set()
    for role in Role:
        try:
            entry.perform(None, Actor("p1", "王芳", frozenset({role})), {"senseless": True})  # type: ignore[arg-type]
        except InvalidInput:
            found.add(role)
        except Forbidden:
            continue
    return found


@each_method
def test_a_method_lets_in_whom_its_contract_names_and_nobody_else(method: Method) -> None:
    assert let_in(method) == method.roles


def test_without_the_check_everybody_would_be_let_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control."""
    monkeypatch.setattr(Actor, "has", lambda *_: True)
    assert {method.key for method in METHODS if let_in(method) != set(Role)} == set()
