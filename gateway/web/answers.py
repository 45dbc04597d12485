"""Answers with the members of their enums: a page asks a code what it is called, and what it is."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from marshmallow import Schema, fields

from contracts.code import Code
from contracts.fields import Coded

Reader = Callable[[Any], Any]


def with_members(schema: type[Schema] | None, answer: Any) -> Any:
    """An answer in wire form, each code in it a member; one of a later release stays a text."""
    if schema is None or not (readers := readers_of(schema)):
        return answer
    return {
        name: readers[name](value) if name in readers and value is not None else value
        for name, value in answer.items()
    }


@cache
def readers_of(schema: type[Schema]) -> Mapping[str, Reader]:
    """What reads the fields that hold codes, at whatever depth."""
    found = {name: reader_of(field) for name, field in schema().fields.items()}
    return {name: reader for name, reader in found.items() if reader}


def reader_of(field: fields.Field[Any]) -> Reader | None:
    """What reads a field; None for one without codes."""
    if isinstance(field, fields.List):
        return each(reader_of(field.inner))
    if isinstance(field, fields.Nested):
        inner = type(field.schema)
        one = (lambda found: with_members(inner, found)) if readers_of(inner) else None
        return each(one) if field.many else one
    if isinstance(field, Coded):
        known = {str(code): code for code in field.codes if isinstance(code, Code)}
        return lambda text: known.get(text, text)
    return None


def each(one: Reader | None) -> Reader | None:
    """What reads a list."""
    return (lambda found: [one(item) for item in found]) if one else None
