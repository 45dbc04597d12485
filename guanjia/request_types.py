"""`contracts/<service>/request_types.py`, written from the schemas of the service's methods; and
`foundation/upkeep_requests.py`, of the methods that every service has.

What a payload is once it is loaded, as a type: a wrong field in an operation is found by the type
checker. `python -m guanjia.request_types` writes the modules; tests prove that what stands there is
current, and that every operation is typed by its method's request.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar, get_args

from marshmallow import Schema, fields, missing

from contracts import upkeep
from contracts.method import Method
from foundation.config import SERVICES

UPKEEP = "upkeep"
MODULES = {name: f"contracts.{name}.request_types" for name in SERVICES}
MODULES[UPKEEP] = "foundation.upkeep_requests"
"""The modules that are written, by whose methods their requests are."""
INTRODUCTION = '''\
"""Requests of {name} as operations get them. Written by `make docs`; do not edit."""
'''
TYPING = ("Any", "NotRequired", "TypedDict")
Names = Mapping[type[Schema], str]


def path_of(name: str) -> Path:
    """Where a module lies."""
    return Path(__file__).parents[1].joinpath(*MODULES[name].split(".")).with_suffix(".py")


def methods_of(name: str) -> tuple[Method, ...]:
    """The methods of a service, or those that every service has."""
    if name == UPKEEP:
        every = (upkeep.policies, upkeep.change_policy, upkeep.audit_trail)
        return tuple(method(UPKEEP) for method in every)
    methods: tuple[Method, ...] = import_module(f"contracts.{name}.methods").METHODS
    return methods


def document(name: str) -> str:
    """The text of a module."""
    names = names_of(name)
    classes = [line for schema in names for line in written(schema, names)]
    kinds = {kind_of(type(field)) for schema in names for field in simple_fields(schema)}
    introduction = INTRODUCTION.format(name=name)
    return "\n".join([introduction, *imports(kinds, "\n".join(classes)), *classes, ""])


@cache
def names_of(name: str) -> Names:
    """The classes of a module's requests, and of their parts, which stand before them."""
    schemas = dict.fromkeys(method.request for method in methods_of(name))
    requests = {schema: f"{schema.__name__}Request" for schema in schemas}
    parts = (part for request in requests for part in (*parts_of(request), request))
    return {schema: requests.get(schema, schema.__name__) for schema in parts}


def parts_of(schema: type[Schema]) -> Iterator[type[Schema]]:
    """The schemas nested in a schema, those nested deepest first."""
    for field in members(schema).values():
        inner = field.inner if isinstance(field, fields.List) else field
        if isinstance(inner, fields.Nested):
            yield from parts_of(type(inner.schema))
            yield type(inner.schema)


def simple_fields(schema: type[Schema]) -> Iterator[fields.Field[Any]]:
    """The fields of a schema that hold no parts, and those of which its lists are made."""
    for field in members(schema).values():
        inner = field.inner if isinstance(field, fields.List) else field
        if not isinstance(inner, fields.Nested):
            yield inner


@cache
def members(schema: type[Schema]) -> Mapping[str, fields.Field[Any]]:
    """The fields of a schema."""
    return schema().fields


def imports(kinds: set[Any], classes: str) -> Iterator[str]:
    """What the classes are made of."""
    names: dict[str, set[str]] = {
        "typing": {name for name in TYPING if re.search(rf"\b{name}\b", classes)}
    }
    for kind in kinds - {Any}:
        names.setdefault(kind.__module__, set()).add(kind.__name__)
    names.pop("builtins", None)
    ours = [module for module in names if module.startswith("contracts.")]
    for module in sorted(names.keys() - ours):
        yield f"from {module} import {', '.join(sorted(names[module]))}"
    for module in sorted(ours):
        yield ""
        yield f"from {module} import {', '.join(sorted(names[module]))}"


def written(schema: type[Schema], names: Names) -> Iterator[str]:
    """The class of a request, or of a part of one."""
    yield from ("", "", f"class {names[schema]}(TypedDict):")
    yield f'    """`{schema.__module__}.{schema.__name__}`, loaded."""'
    if members(schema):
        yield ""
    for name, field in members(schema).items():
        yield f"    {name}: {member(field, names)}"


def member(field: fields.Field[Any], names: Names) -> str:
    """The type of a member, which may be null or absent as the schema says."""
    type_ = described(field, names) + " | None" * field.allow_none
    absent = not field.required and field.load_default is missing
    return f"NotRequired[{type_}]" if absent else type_


def described(field: fields.Field[Any], names: Names) -> str:
    """The type of a value that is there."""
    if isinstance(field, fields.List):
        return f"list[{described(field.inner, names)}{' | None' * field.inner.allow_none}]"
    if isinstance(field, fields.Nested):
        part = names[type(field.schema)]
        return f"list[{part}]" if field.many else part
    kind = kind_of(type(field))
    return "dict[str, Any]" if kind is dict else "Any" if kind is Any else str(kind.__name__)


def kind_of(field: type[fields.Field[Any]]) -> Any:
    """What fields of a class load: `Field[date]` says it, where the class or one below is one."""
    for cls in field.__mro__:
        for base in getattr(cls, "__orig_bases__", ()):
            for kind in get_args(base):
                if not isinstance(kind, TypeVar):
                    return kind
    raise TypeError(f"{field.__name__} does not say what it loads")


def main() -> None:
    """Write the modules."""
    for name in MODULES:
        path_of(name).write_text(document(name), encoding="utf-8")


if __name__ == "__main__":
    main()
