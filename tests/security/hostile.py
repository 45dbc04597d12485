"""Script in every free text that the OpenAPI document knows, and who writes it into the product."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import requests

from tests.api.running import Operation, operations
from tests.support.product import Product

SCRIPT = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
RAW = ("<script>alert", '"><img src=x')
"""What must stand on no page."""
ESCAPED = "&lt;script&gt;alert"
FIXED = ("enum", "pattern", "format", "example")
"""A text with one of these is no free text."""
BY_ACCIDENT = {
    "username", "password", "old_password", "new_password", "cursor", "period", "month",
    "phone", "contact_phone", "id_number", "community_code", "community", "communities",
    "service_phone", "hours", "public_url",
}  # fmt: skip
"""Texts of a form that the document does not tell."""
NOT_SAID = re.compile("/demo/|/auth/|/me/second-factor|/households/codes")
"""Of these nothing is kept: times, secrets and codes, and the name of a building that is there."""


def resolved(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """A schema without references."""
    for of in (schema, *schema.get("allOf", ())):
        if "$ref" in of:
            return dict(document["components"]["schemas"][of["$ref"].rpartition("/")[2]])
    return schema


def is_free(schema: dict[str, Any], name: str) -> bool:
    """Whether a field takes words of a person."""
    free = schema.get("type") == "string" and not any(key in schema for key in FIXED)
    return free and name not in BY_ACCIDENT and not name.endswith(("_id", "_ids", "_on"))


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
    if is_free(schema, name):
        return f"{SCRIPT}请处理。"[: schema.get("maxLength", 2000)], 1
    return example, 0


def free_texts(document: dict[str, Any], schema: dict[str, Any], name: str = "") -> Iterator[str]:
    """Where a body has free texts, at any depth and in lists: `lines.item`."""
    schema = resolved(document, schema)
    if schema.get("type") == "array":
        yield from free_texts(document, schema["items"], name)
    for key, inner in schema.get("properties", {}).items():
        yield from free_texts(document, inner, f"{name}.{key}".lstrip("."))
    if is_free(schema, name.rpartition(".")[2]):
        yield name


def with_script(body: Any, name: str = "") -> Iterator[str]:
    """Where a body has script."""
    if isinstance(body, dict):
        for key, value in body.items():
            yield from with_script(value, f"{name}.{key}".lstrip("."))
    elif isinstance(body, list):
        for value in body:
            yield from with_script(value, name)
    elif isinstance(body, str) and body.startswith("<script>"):
        yield name


class Writer:
    """Calls as anybody, with script in every free text; what was taken so is kept."""

    def __init__(self, product: Product) -> None:
        self.product = product
        self.document = requests.get(f"{product.url}/openapi.json", timeout=10).json()
        self.operations = {one.name: one for one in operations(product)}
        self.taken: dict[str, set[str]] = {}
        """Operations, and where in their bodies script was taken."""
        self.pages: list[tuple[str, str]] = []
        """Who has something on which page."""

    def schema(self, operation: Operation) -> dict[str, Any]:
        """That of the body."""
        found: dict[str, Any] = operation.content["application/json"]["schema"]
        return found

    def wanted(self) -> dict[str, set[str]]:
        """All operations that take free texts, and where."""
        found = {
            name: set(free_texts(self.document, self.schema(operation)))
            for name, operation in self.operations.items()
            if operation.example is not None and not NOT_SAID.search(name + operation.path)
        }
        return {name: texts for name, texts in found.items() if texts}

    def write(
        self, who: str, name: str, /, *ids: str, version: int | None = None, **chosen: Any
    ) -> Any:
        """Call an operation, with some fields as chosen; the answer."""
        operation = self.operations[name]
        body, _ = scripted(self.document, self.schema(operation), operation.example)
        body |= chosen
        left = iter(ids)
        path = re.sub(r"{\w+}", lambda _: next(left), operation.path).removeprefix("/api/v1")
        headers = {} if version is None else {"If-Match": f'"{version}"'}
        answer = self.product.as_(who).call(operation.verb, path, json=body, headers=headers)
        self.taken.setdefault(name, set()).update(with_script(body))
        return answer

    def day(self, after: int = 0) -> str:
        """So many days after today, by the product's clock."""
        now = self.product.as_("admin").get("/demo/clock")["now"]
        return str(datetime.fromisoformat(now).date() + timedelta(days=after))

    def act(self, who: str, path: str, **body: Any) -> Any:
        """Go a step without a text."""
        return self.product.as_(who).post(path, body)

    def shown(self, *who: str, path: str) -> None:
        """Remember that these people have something of what was written on a page."""
        self.pages += [(one, path) for one in who]
