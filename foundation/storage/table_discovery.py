"""Tables of a service stand in the rooms of its capabilities; its metadata is whole with all."""

from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules


def import_tables(service: str) -> None:
    """Import `tables` of each capability of a package such as `services.repairs`."""
    for room in iter_modules(import_module(service).__path__, f"{service}."):
        if room.ispkg and find_spec(f"{room.name}.tables"):
            import_module(f"{room.name}.tables")
