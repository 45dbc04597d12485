"""Requests and events are typed as their schemas load them."""

import inspect
from collections.abc import Callable
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
from foundation.messaging.envelope import Envelope
from guanjia.payload_types import document, kind_of, modules, path_of, written
from guanjia.registry import service_class


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


@pytest.mark.parametrize("module", modules())
def test_the_types_of_payloads_are_current(module: str) -> None:
    """`make docs` writes them."""
    assert path_of(module).read_text(encoding="utf-8") == document(modules()[module])


def bound(attribute: str) -> list[Any]:
    """The members of the services that have an attribute, with their services."""
    return [
        pytest.param(service, member, id=f"{service}.{name}")
        for service in SERVICES
        for name, member in vars(service_class(service)).items()
        if hasattr(member, attribute)
    ]


SHARED = {"foundation.service_admin", "foundation.policy_admin", "foundation.retention_nights"}


@pytest.mark.parametrize(("service", "method"), bound("entry"))
def test_an_operation_is_typed_by_the_request_of_its_method(service: str, method: Any) -> None:
    """Or by what is made of the request before its unit opens."""
    entry = method.entry
    shared = entry.operation.__module__ in SHARED
    module = "foundation.service_admin_requests" if shared else f"contracts.{service}.request_types"
    loaded = type_of(module, entry.method.request)
    prepare = getattr(entry, "prepare", None)
    if prepare:
        assert last_argument(prepare) is loaded
        loaded = get_type_hints(prepare)["return"]
    assert last_argument(entry.operation) is loaded


@pytest.mark.parametrize(("service", "handle"), bound("event"))
def test_a_handler_is_typed_by_its_event(service: str, handle: Any) -> None:
    """What all services keep of it, foundation keeps without knowing the event."""
    if not handle.operation.__module__.startswith("foundation."):
        event = type_of(f"contracts.{handle.event.source}.event_types", handle.event)
        assert last_argument(handle.operation) == Envelope[event]  # type: ignore[valid-type]


def type_of(module: str, schema: type[Schema]) -> Any:
    """The class of a payload."""
    return getattr(import_module(module), modules()[module][schema])


def last_argument(operation: Callable[..., Any]) -> Any:
    """Its type."""
    *_, last = inspect.signature(operation).parameters
    return get_type_hints(operation)[last]
