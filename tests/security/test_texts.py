"""Script in every text that every method takes: stored and shown as words, in JSON alone.

The texts come from the OpenAPI document: a new field is tried as soon as it is there.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from tests.api.running import Operation, Person, operations
from tests.support.product import ROOT, Product

SCRIPT = "<script>alert(1)</script>"
UNSAFE = re.compile(r"\|\s*safe|autoescape false|<script>|<\w[^>]*\s(style|on\w+)=")
FIXED = ("enum", "pattern", "format", "example")
"""A text with one of these is no free text."""
BY_ACCIDENT = {"username", "password", "old_password", "new_password", "cursor", "period", "month"}
"""Texts of a form that the document does not tell."""


@pytest.fixture(scope="module")
def document(product: Product) -> dict[str, Any]:
    """The product's own document."""
    answer: dict[str, Any] = requests.get(f"{product.url}/openapi.json", timeout=10).json()
    return answer


def resolved(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """A schema without references."""
    for of in (schema, *schema.get("allOf", ())):
        if "$ref" in of:
            return dict(document["components"]["schemas"][of["$ref"].rpartition("/")[2]])
    return schema


def scripted(
    document: dict[str, Any], schema: dict[str, Any], example: Any, name: str = ""
) -> tuple[Any, int]:
    """The example with script in all its free texts and in those that it leaves out; how many."""
    schema = resolved(document, schema)
    if "properties" in schema and (isinstance(example, dict) or example is None):
        body, count = dict(example or {}), 0
        for key, inner in schema["properties"].items():
            if example is None and key not in schema.get("required", ()):
                continue
            value, found = scripted(document, inner, body.get(key), key)
            if found or key in body:
                body[key] = value
            count += found
        return (body, count) if count or example is not None else (None, 0)
    if schema.get("type") == "array" and isinstance(example, list) and example:
        values, counts = zip(
            *(scripted(document, schema["items"], one, name) for one in example), strict=True
        )
        return list(values), sum(counts)
    free = schema.get("type") == "string" and not any(key in schema for key in FIXED)
    if free and name not in BY_ACCIDENT and not name.endswith(("_id", "_on")):
        return f"{SCRIPT}请处理。"[: schema.get("maxLength", 2000)], 1
    return example, 0


def written(product: Product, document: dict[str, Any]) -> Iterator[tuple[Operation, Any, int]]:
    """Every operation that takes free texts, with a body full of script."""
    for operation in operations(product):
        if operation.example is not None and "/demo/" not in operation.path:
            schema = operation.content["application/json"]["schema"]
            body, count = scripted(document, schema, operation.example)
            if count:
                yield operation, body, count


def a_page(answer: requests.Response) -> str | None:
    """How an answer could be taken for a page, if it could."""
    kind = answer.headers["Content-Type"].partition(";")[0]
    if kind not in ("application/json", "application/problem+json"):
        return kind
    return None if answer.headers["X-Content-Type-Options"] == "nosniff" else "sniffed"


def test_script_in_any_text_is_stored_as_words_and_answered_in_json(
    product: Product, document: dict[str, Any]
) -> None:
    """Each text is taken, or refused, without a fault; each answer cannot become a page."""
    people: dict[str, Person] = {}
    [home] = product.as_("resident1").get("/me")["household_ids"]
    wrong, texts, stored = [], 0, 0
    for operation, body, count in written(product, document):
        role = sorted(operation.roles - {"anyone"} or {"resident"})[0]
        person = people.setdefault(role, Person(product, role))
        there = {"household_id": home} if "household_id" in body else {}
        answer = person.call(operation, body | there)
        texts += count
        stored += answer.ok and SCRIPT in str(answer.json())
        if answer.status_code >= 500 or a_page(answer):
            wrong.append(f"{operation.name}: {answer.status_code} {answer.headers}")
        if "&lt;script" in answer.text:
            wrong.append(f"{operation.name}: escaped where it is not shown")
    assert not wrong, "\n".join(wrong)
    assert texts >= 80 and stored >= 3, (texts, stored)


def test_what_was_stored_is_listed_in_json_alone(product: Product) -> None:
    """After all that was written: every list, as one of those who may read it."""
    product.as_("receptionist").post(
        "/complaints",
        {
            "channel": "phone", "description": SCRIPT, "wish": SCRIPT, "contact_name": SCRIPT[:20],
            "contact_phone": "13800138000", "place": SCRIPT, "restated": SCRIPT,
        },
        201,
    )  # fmt: skip
    wrong, seen = [], 0
    for operation in operations(product):
        if operation.verb != "GET" or "{" in operation.path or "/demo/" in operation.path:
            continue
        answer = Person(product, sorted(operation.roles)[-1]).call(operation)
        seen += SCRIPT in answer.text
        wrong += [f"{operation.name}: {how}"] if (how := a_page(answer)) else []
    assert not wrong, "\n".join(wrong)
    assert seen


def test_no_template_lets_a_text_through_unescaped() -> None:
    """Jinja escapes by the ending of a file; nothing of ours may tell it not to."""
    templates = list((ROOT / "gateway").rglob("templates/**/*.*"))
    assert templates
    assert {path.suffix for path in templates} == {".html"}
    for path in templates:
        text = path.read_text(encoding="utf-8")
        assert not UNSAFE.search(text), f"{path}: {UNSAFE.search(text)}"


def test_a_field_with_script_would_be_seen(document: dict[str, Any]) -> None:
    """The control of what is generated: it reaches nested, listed and optional texts."""
    schema = {
        "type": "object",
        "required": ["lines"],
        "properties": {
            "note": {"type": "string", "maxLength": 10},
            "kind": {"type": "string", "enum": ["a"]},
            "lines": {
                "type": "array",
                "items": {"type": "object", "properties": {"item": {"type": "string"}}},
            },
        },
    }
    body, count = scripted(document, schema, {"kind": "a", "lines": [{"item": "x"}]})
    assert count == 2
    assert body["note"] == SCRIPT[:10] and body["kind"] == "a"
    assert SCRIPT in body["lines"][0]["item"]
