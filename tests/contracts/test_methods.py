"""Every method says what it takes and gives, and somebody fulfils it."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from marshmallow import RAISE, Schema, ValidationError, fields, validate

from contracts.billing.fields import PeriodText
from contracts.code import Code
from contracts.complaints.fields import EntryCode, Month
from contracts.fields import Email, Hours, Id, Phone, Text, Whole, Written
from contracts.method import Method
from contracts.pattern import Pattern
from contracts.problems import SERVICES
from contracts.roles import Role
from contracts.route import PATH_PARAMETER
from guanjia.registry import service_class


def methods_of(service: str) -> tuple[Method, ...]:
    """The methods of a service's contract."""
    found: tuple[Method, ...] = import_module(f"contracts.{service}.methods").METHODS
    return found


METHODS = [method for service in SERVICES for method in methods_of(service)]
each_method = pytest.mark.parametrize("method", METHODS, ids=lambda method: method.key)


def nested(schema: Schema) -> Iterator[Schema]:
    """A schema and all schemas within it."""
    yield schema
    for field in schema.fields.values():
        yield from nested_in(field)


def nested_in(field: Any) -> Iterator[Schema]:
    """The schemas within a field."""
    if isinstance(field, fields.Nested):
        yield from nested(field.schema)
    elif isinstance(field, fields.List):
        yield from nested_in(field.inner)


@each_method
def test_a_method_refuses_unknown_fields_at_every_depth(method: Method) -> None:
    """Nothing that a caller sends is dropped silently."""
    assert {schema.unknown for schema in nested(method.request())} == {RAISE}
    with pytest.raises(ValidationError) as refused:
        method.request().load({"senseless": True})
    assert refused.value.normalized_messages()["senseless"] == ["Unknown field."]


@each_method
def test_a_method_names_who_may_call_it(method: Method) -> None:
    """Never nobody; the system, which does not log in, only where nobody else may."""
    assert method.roles
    assert Role.SYSTEM not in method.roles or method.roles == {Role.SYSTEM}


@each_method
def test_what_a_method_takes_and_gives_is_described(method: Method) -> None:
    """The descriptions stand in the OpenAPI document."""
    for schema in (method.request, method.response):
        assert schema is None or schema.__doc__


@each_method
def test_no_amount_crosses_as_a_float(method: Method) -> None:
    """No float near money, neither taken nor given."""
    for schema in (method.request, method.response):
        if schema is not None:
            kinds = [type(field) for one in nested(schema()) for field in one.fields.values()]
            assert fields.Float not in kinds


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_fulfils_exactly_its_contract(service: str) -> None:
    """Each method has its entrypoint, bound to the very method of the contract."""
    cls = service_class(service)
    entries = {
        name: value.entry.method
        for name in dir(cls)
        if hasattr(value := getattr(cls, name), "entry")
    }
    for method in methods_of(service):
        assert entries[method.name] is method
    own = {name for name, method in entries.items() if method.service == service}
    shared = {
        "audit_trail",
        "retention_nights",
        "verify_audit",
        "set_clock",
        "next_due",
        "work_until",
    }
    assert own - {method.name for method in methods_of(service)} <= shared


@pytest.mark.parametrize("service", SERVICES)
def test_the_methods_of_a_contract_have_names_of_their_own(service: str) -> None:
    """And all belong to the service."""
    names = [method.name for method in methods_of(service)]
    assert len(set(names)) == len(names)
    assert {method.service for method in methods_of(service)} == {service}


def test_an_address_belongs_to_one_method() -> None:
    """Verb and path, whatever the arguments in it are called."""
    addresses = [(m.route.verb, PATH_PARAMETER.sub("<>", m.route.path)) for m in METHODS if m.route]
    assert len(set(addresses)) == len(addresses) > 150


@each_method
def test_what_answers_that_something_was_made_or_started_makes_something(method: Method) -> None:
    if method.route and method.route.status != 200:
        assert method.creates
        assert method.route.verb == "POST"


@each_method
def test_choices_stand_in_one_order(method: Method) -> None:
    """As declared, or by their letters; else the document is another one in each process."""
    for schema in nested(method.request()):
        for field in schema.fields.values():
            inner = field.inner if isinstance(field, fields.List) else field
            for check in inner.validators:
                choices = list(check.choices) if isinstance(check, validate.OneOf) else []
                if choices and isinstance(choices[0], Code):
                    declared = [one for one in type(choices[0]) if one in choices]
                    assert choices in (declared, sorted(choices))


TYPED = (Text, Id, Phone, Email, Hours, PeriodText, Month, EntryCode)
SECRETS = {"password", "old_password", "new_password", "username", "file", "content", "picture"}
"""Compared or decoded, never shown: they stay as they came."""


@each_method
def test_D01_B10_every_number_and_text_that_is_taken_goes_through_the_one_reader(
    method: Method,
) -> None:
    """Else `1_000` or a letter that nobody sees comes in by the field that forgot it."""
    for schema in nested(method.request()):
        for name, field in schema.fields.items():
            inner = field.inner if isinstance(field, fields.List) else field
            if isinstance(inner, fields.Decimal | fields.Integer | fields.Float):
                assert isinstance(inner, Written | Whole), f"{type(schema).__name__}.{name}"
            elif isinstance(inner, fields.String) and name not in SECRETS:
                closed = any(isinstance(one, validate.OneOf) for one in inner.validators)
                assert isinstance(inner, TYPED) or closed, f"{type(schema).__name__}.{name}"


def test_P01_no_argument_takes_the_place_of_the_scope() -> None:
    """A list hands its arguments to its statement by name; one that was called as the scope's own
    value is would widen what is seen."""
    named = {name for method in METHODS for name in method.request._declared_fields}
    assert not {name for name in named if name.startswith("scope_")}


def test_what_is_of_a_form_is_so_to_its_end() -> None:
    """`$` lets a line end follow, and a code with one is another code that looks the same."""
    forms = {
        check
        for method in METHODS
        for schema in nested(method.request())
        for field in schema.fields.values()
        for check in field.validators
        if isinstance(check, validate.Regexp)
    }
    assert forms and all(isinstance(one, Pattern) for one in forms)
    with pytest.raises(ValidationError):
        EntryCode().deserialize("garden\n")
    assert validate.Regexp("^[a-z]+$")("garden\n"), "negative control"
