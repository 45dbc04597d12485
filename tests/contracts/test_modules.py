"""What a service's contracts declare is found, whichever module it stands in."""

import sys
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

import pytest

from contracts import modules
from contracts.base import View
from contracts.modules import classes_of, modules_of
from contracts.problems import SERVICES

ONCE = {"events", "fields", "methods", "policy", "request_types", "event_types"}


@pytest.mark.parametrize("service", SERVICES)
def test_all_modules_of_a_service_are_found(service: str) -> None:
    """Whatever was imported of it so far is among them."""
    imported = {m for name, m in sys.modules.items() if name.startswith(f"contracts.{service}.")}
    assert imported <= set(modules_of(service))


@pytest.mark.parametrize("service", SERVICES)
def test_a_module_has_the_name_of_a_capability(service: str) -> None:
    """One basename in every layer; what a service has once is named here."""
    rooms = import_module(f"services.{service}").__path__
    capabilities = {found.name for found in iter_modules(rooms) if found.ispkg}
    names = {module.__name__.rpartition(".")[2] for module in modules_of(service)}
    assert names - capabilities <= ONCE


def test_two_classes_of_one_name_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Templates name a code by its service and class alone, the document a schema."""
    found = [ModuleType("one"), ModuleType("other")]
    for module in found:
        module.__dict__["Kind"] = type("Kind", (View,), {"__module__": module.__name__})
    monkeypatch.setattr(modules, "modules_of", lambda _: found)
    with pytest.raises(ValueError, match="two Kind"):
        classes_of("billing", View)
