"""What the audit trail's fields and values are called: by the words of the contracts (P05)."""

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Any

from marshmallow import Schema, fields

from contracts.code import Code, Word
from contracts.fields import Coded
from contracts.modules import classes_of
from contracts.policy import PolicyValue
from contracts.policy_words import said
from gateway.web import formats
from gateway.web.field_words import field_word
from gateway.words import in_words

A_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?(\+00:00|Z)")
A_CODE = re.compile(r"[a-z]+(_[a-z0-9]+)+")
"""What nobody has a word for: it is said without its signs."""
QUIET = frozenset({"id", "version", "community_id"})
"""What says nothing to people."""
YES_NO = {True: Word("是", "yes"), False: Word("否", "no")}


@cache
def codes_of(service: str) -> Mapping[str, Mapping[str, Code]]:
    """By the name of a field, the codes that the contracts of a service know of it."""
    found: dict[str, dict[str, Code]] = {}
    for schema in classes_of(service, Schema).values():
        for name, field in schema._declared_fields.items():
            inner = field.inner if isinstance(field, fields.List) else field
            if isinstance(inner, Coded):
                members = (one for one in inner.codes if isinstance(one, Code))
                found.setdefault(name, {}).update({str(one): one for one in members})
    return found


def value_word(service: str, name: str, value: Any) -> str:
    """A value as people read it."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return in_words(YES_NO[value])
    if isinstance(value, list):
        return "、".join(value_word(service, name, one) for one in value) or "–"
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False).replace("_", " ")
    if (code := codes_of(service).get(name, {}).get(str(value))) is not None:
        return in_words(Word(*code.word[:2]))
    if isinstance(value, str) and A_MOMENT.fullmatch(value):
        return str(formats.moment(value.replace(" ", "T", 1)))
    return str(value).replace("_", " ") if A_CODE.fullmatch(str(value)) else str(value)


def change(service: str, one: Mapping[str, Any]) -> dict[str, Any]:
    """A changed row: each of its values before and after."""
    before, after = dict(one.get("before") or {}), dict(one.get("after") or {})
    entity, key = str(one.get("entity", "")), str(one.get("id", ""))
    if entity == "policies":
        rows = policy_rows(service, key, after)
    else:
        names = [name for name in dict.fromkeys([*before, *after]) if name not in QUIET]
        rows = [
            (
                field_word(name),
                value_word(service, name, before.get(name)),
                value_word(service, name, after.get(name)),
            )
            for name in names
        ]
    said_ = entity.replace("_", " ")
    return {"entity": said_, "id": key, "erased": bool(one.get("erased")), "values": rows}


def policy_value(service: str, name: str) -> PolicyValue | None:
    """What a contract says of a policy value; None: there is none of the name any more."""
    value: PolicyValue | None = import_module(f"contracts.{service}.policy").POLICY.get(name)
    return value


def policy_rows(service: str, name: str, facts: dict[str, Any]) -> list[tuple[str, str, str]]:
    """What became of a policy value, in its own words."""
    value = policy_value(service, name)
    label = in_words(Word(*value.word[:2])) if value else field_word(name)

    def held(of: str) -> str:
        wanted = facts.pop(of, None)
        if wanted is None:
            return "–"
        return in_words(said(value, wanted)) if value else value_word(service, name, wanted)

    rest = [(label, held("before"), held("after"))]
    more = ((field_word(one), "–", value_word(service, one, told)) for one, told in facts.items())
    return [*rest, *more]
