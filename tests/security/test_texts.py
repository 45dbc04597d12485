"""Script in every text that every method takes: answered in JSON alone, whatever comes of it.

The texts come from the OpenAPI document: a new field is tried as soon as it is there. That each
of them is stored, and shown on pages as words: `test_stored_script.py`.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from tests.api.running import Operation, Person, operations
from tests.security.hostile import ESCAPED, SCRIPT, free_texts, scripted, with_script
from tests.support.product import ROOT, Product

UNSAFE = re.compile(r"\|\s*safe|autoescape false|<script>|<\w[^>]*\s(style|on\w+)=")


@pytest.fixture(scope="module")
def document(product: Product) -> dict[str, Any]:
    """The product's own document."""
    answer: dict[str, Any] = requests.get(f"{product.url}/openapi.json", timeout=10).json()
    return answer


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


def test_script_in_any_text_is_answered_in_json(product: Product, document: dict[str, Any]) -> None:
    """Each text is taken, or refused, without a fault; each answer cannot become a page."""
    people: dict[str, Person] = {}
    [home] = product.as_("resident1").get("/me")["household_ids"]
    wrong, texts = [], 0
    for operation, body, count in written(product, document):
        role = sorted(operation.roles - {"anyone"} or {"resident"})[0]
        person = people.setdefault(role, Person(product, role))
        there = {"household_id": home} if "household_id" in body else {}
        answer = person.call(operation, body | there)
        texts += count
        if answer.status_code >= 500 or a_page(answer):
            wrong.append(f"{operation.name}: {answer.status_code} {answer.headers}")
        if ESCAPED in answer.text:
            wrong.append(f"{operation.name}: escaped where it is not shown")
    assert not wrong, "\n".join(wrong)
    assert texts >= 80


def test_what_was_stored_is_listed_in_json_alone(product: Product) -> None:
    """After all that was written: every list, as one of those who may read it."""
    product.as_("receptionist").post(
        "/complaints",
        {
            "channel": "phone", "description": SCRIPT, "wish": SCRIPT, "contact_name": SCRIPT,
            "contact_phone": "13800138000", "place": SCRIPT, "restated": SCRIPT,
        },
        201,
    )  # fmt: skip
    wrong, seen = [], 0
    for operation in operations(product):
        if operation.verb != "GET" or "{" in operation.path or "/demo/" in operation.path:
            continue
        answer = Person(product, sorted(operation.roles - {"anyone"} or {"resident"})[-1]).call(
            operation
        )
        seen += SCRIPT in str(answer.json())
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
    """The control of what is generated and counted: nested, listed and optional texts."""
    schema = {
        "type": "object",
        "required": ["lines"],
        "properties": {
            "note": {"type": "string", "maxLength": 10},
            "kind": {"type": "string", "enum": ["a"]},
            "tags": {"type": "array", "items": {"type": "string"}},
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
    assert set(with_script(body)) == {"note", "lines.item"}
    assert set(free_texts(document, schema)) == {"note", "lines.item", "tags"}
