"""What the modules of a service's contracts declare."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import TypeVar

Kind = TypeVar("Kind")


@cache
def modules_of(service: str) -> tuple[ModuleType, ...]:
    """All modules of a service's contracts."""
    package = import_module(f"contracts.{service}")
    names = [found.name for found in iter_modules(package.__path__)]
    return tuple(import_module(f"{package.__name__}.{name}") for name in names)


def classes_of(service: str, kind: type[Kind]) -> Mapping[str, type[Kind]]:
    """The classes of a kind that a service's contracts declare, by name.

    Raise ValueError where two modules declare one of the same name.
    """
    declared: dict[str, type[Kind]] = {}
    for module in modules_of(service):
        for name, found in classes_in(module, kind).items():
            if name in declared:
                raise ValueError(f"There are two {name} in the contracts of {service}.")
            declared[name] = found
    return declared


def classes_in(module: ModuleType, kind: type[Kind]) -> Mapping[str, type[Kind]]:
    """The classes of a kind that a module declares itself, by name."""
    return {
        name: found
        for name, found in vars(module).items()
        if isinstance(found, type)
        and issubclass(found, kind)
        and found.__module__ == module.__name__
    }
