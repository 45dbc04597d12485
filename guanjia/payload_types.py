"""Payloads as types, written from their schemas: what requests and events are once loaded.

A wrong field in an operation is found by the type checker. `python -m guanjia.payload_types` writes
`contracts/<service>/request_types.py` and `event_types.py`, and for the methods that every service
has `foundation/service_admin_requests.py`; tests prove that what stands there is current, and that
every operation is typed by the request of its method, or by its event.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar, get_args

from marshmallow import Schema, fields, missing

from contracts import service_admin
from contracts.events import events_of
from contracts.method import Method
from foundation.config import SERVICES

SERVICE_ADMIN = (
    service_admin.list_policies,
    service_admin.get_policy,
    service_admin.change_policy,
    service_admin.withdraw_policy_change,
    service_admin.audit_trail,
    service_admin.retention_nights,
    partial(service_admin.history, roles=service_admin.AUDITORS),
    service_admin.verify_audit,
)
INTRODUCTION = '"""Payloads as their schemas load them. Written by `make docs`; do not edit."""\n'
TYPING = ("Any", "NotRequired", "TypedDict")
Names = Mapping[type[Schema], str]


@cache
def modules() -> Mapping[str, Names]:
    """The modules that are written, each with the classes of its payloads."""
    found = {"foundation.service_admin_requests": requests(method("") for method in SERVICE_ADMIN)}
    for service in SERVICES:
        methods = import_module(f"contracts.{service}.methods").METHODS
        own = [one for one in methods if one.request.__module__ != service_admin.__name__]
        found[f"contracts.{service}.request_types"] = requests(own)
        if events := events_of(service):
            names: Names = {event: f"{event.__name__}Data" for event in events}
            found[f"contracts.{service}.event_types"] = names
    return found


def requests(methods: Iterable[Method]) -> Names:
    """The classes of what methods take; several may take the same."""
    schemas = dict.fromkeys(method.request for method in methods)
    return {schema: f"{schema.__name__}Request" for schema in schemas}


def path_of(module: str) -> Path:
    """Where a module lies."""
    return Path(__file__).parents[1].joinpath(*module.split(".")).with_suffix(".py")


def document(payloads: Names) -> str:
    """The text of a module; a part stands before what it is a part of."""
    parts = (part for payload in payloads for part in (*parts_of(payload), payload))
    names = {schema: payloads.get(schema, schema.__name__) for schema in parts}
    classes = [line for schema in names for line in written(schema, names)]
    kinds = {kind_of(type(field)) for schema in names for field in simple_fields(schema)}
    return "\n".join([INTRODUCTION, *imports(kinds, "\n".join(classes)), *classes, ""])


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
    """The class of a payload, or of a part of one."""
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
    for module, payloads in modules().items():
        path_of(module).write_text(document(payloads), encoding="utf-8")


if __name__ == "__main__":
    main()
