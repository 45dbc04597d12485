"""Requests are typed as their schemas load them."""

import inspect
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from importlib import import_module
from typing import Any, get_type_hints

import pytest
from marshmallow import Schema, fields

from contracts.base import Payload
from contracts.billing.fields import UnitPrice
from contracts.complaints.fields import Restated, Restatement
from contracts.fields import Day, Id, Instant, Text, Whole, Yuan
from foundation.config import SERVICES
from guanjia.registry import service_class
from guanjia.request_types import MODULES, UPKEEP, document, kind_of, names_of, path_of, written


class Part(Payload):
    """What is nested."""

    number = Whole(required=True)


class Asked(Payload):
    """A request that has something of everything."""

    id = Id(required=True)
    remark = Text(load_default=None, allow_none=True)
    wanted = Text(required=True, allow_none=True)
    limit = Whole(load_default=50)
    change = Text()
    clear = Text(allow_none=True)
    part = fields.Nested(Part, load_default=None, allow_none=True)
    parts = fields.List(fields.Nested(Part), required=True)
    many = fields.Nested(Part, many=True, required=True)
    words = fields.List(Text(), load_default=list)
    row = fields.Dict(required=True)
    value = fields.Raw(required=True)


TYPES = """\
    id: str
    remark: str | None
    wanted: str | None
    limit: int
    change: NotRequired[str]
    clear: NotRequired[str | None]
    part: Part | None
    parts: list[Part]
    many: list[Part]
    words: list[str]
    row: dict[str, Any]
    value: Any"""


def test_a_member_is_null_or_absent_as_its_schema_says() -> None:
    names: dict[type[Schema], str] = {Part: "Part", Asked: "AskedRequest"}
    assert "\n".join(written(Asked, names)).endswith(TYPES)


@pytest.mark.parametrize(
    ("field", "loaded"),
    [
        (Text, str), (Id, str), (Whole, int), (fields.Boolean, bool), (Yuan, Decimal),
        (UnitPrice, Decimal), (Day, date), (Instant, datetime), (Restatement, Restated),
    ],
)  # fmt: skip
def test_a_field_says_what_it_loads(field: type[fields.Field[Any]], loaded: type) -> None:
    assert kind_of(field) is loaded


@pytest.mark.parametrize("name", MODULES)
def test_the_types_of_requests_are_current(name: str) -> None:
    """`make docs` writes them."""
    assert path_of(name).read_text(encoding="utf-8") == document(name)


def bound() -> Iterator[tuple[str, str]]:
    """The services and the names of their methods."""
    for service in SERVICES:
        for name, member in vars(service_class(service)).items():
            if hasattr(member, "entry"):
                yield service, name


@pytest.mark.parametrize(("service", "name"), bound())
def test_an_operation_is_typed_by_the_request_of_its_method(service: str, name: str) -> None:
    """Or by what is made of the request before its unit opens."""
    entry = getattr(service_class(service), name).entry
    module = UPKEEP if entry.operation.__module__ == "foundation.upkeep" else service
    loaded = getattr(import_module(MODULES[module]), names_of(module)[entry.method.request])
    prepare = getattr(entry, "prepare", None)
    if prepare:
        assert request_of(prepare) is loaded
        loaded = get_type_hints(prepare)["return"]
    assert request_of(entry.operation) is loaded


def request_of(operation: Callable[..., Any]) -> Any:
    """The type of the last argument."""
    *_, last = inspect.signature(operation).parameters
    return get_type_hints(operation)[last]
