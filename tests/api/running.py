"""Calls every endpoint of the running product as anybody, from its own OpenAPI document."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import requests

from tests.support.product import Product

AN_ID = "019384b2-5c00-7a3e-9f21-6d3a5b1c7e44"
ROLES = (
    "receptionist", "steward", "engineer", "supervisor", "deputy_manager", "director",
    "finance", "inspector", "admin", "resident",
)  # fmt: skip
HARMLESS: dict[str, dict[str, Any]] = {
    "POST /bill-runs": {"due_date": "2020-01-31"},  # past: refused, else it would bill them all
    "POST /bill-runs/preview": {"due_date": "2020-01-31"},
}


@dataclass(frozen=True)
class Operation:
    """One operation of the document."""

    verb: str
    path: str
    document: dict[str, Any] = field(repr=False)

    @property
    def name(self) -> str:
        """`POST /complaints/{complaint_id}/close`."""
        return f"{self.verb} {self.path.removeprefix('/api/v1')}"

    @property
    def ids(self) -> list[str]:
        """The names of the ids in its path."""
        return re.findall(r"{(\w+)}", self.path)

    @property
    def roles(self) -> set[str]:
        """Who may call."""
        return set(self.document["x-roles"])

    @property
    def content(self) -> dict[str, Any]:
        """Kinds of bodies that it takes."""
        body: dict[str, Any] = self.document.get("requestBody", {}).get("content", {})
        return body

    @cached_property
    def example(self) -> dict[str, Any] | None:
        """The example of its JSON body, if it takes one."""
        if "application/json" not in self.content:
            return None
        example: dict[str, Any] = self.content["application/json"]["example"]
        return example | HARMLESS.get(self.name, {})

    @property
    def takes_file(self) -> bool:
        """Whether it takes a multipart form."""
        return "multipart/form-data" in self.content

    @property
    def form(self) -> dict[str, str]:
        """Fields that its form needs beside the file."""
        schema = self.content["multipart/form-data"]["schema"]
        return {name: "3" for name in schema["required"] if name != "file"}

    @property
    def required_query(self) -> dict[str, str]:
        """Arguments of the query that must be there, with an example each."""
        return {
            parameter["name"]: example_of(parameter)
            for parameter in self.document["parameters"]
            if parameter["in"] == "query" and parameter.get("required")
        }


def example_of(parameter: dict[str, Any]) -> str:
    """A value for a required argument of the query."""
    schema = parameter["schema"]
    if "enum" in schema:
        return str(schema["enum"][0])
    return {"month": "2026-11", "period": "2026-Q3"}.get(parameter["name"], AN_ID)


def operations(product: Product) -> Iterator[Operation]:
    """All operations of the product's document."""
    document = requests.get(f"{product.url}/openapi.json", timeout=10).json()
    for path, item in document["paths"].items():
        for verb, operation in item.items():
            if verb in ("get", "post", "put", "patch", "delete"):
                yield Operation(verb.upper(), path, operation)


class Person:
    """Somebody who calls, on one connection."""

    def __init__(self, product: Product, role: str | None, token: str | None = None) -> None:
        self.url = product.url
        self.session = requests.Session()
        if role:
            token = product.as_("resident1" if role == "resident" else role).token
        if token:
            self.session.headers["Authorization"] = f"Bearer {token}"

    def call(self, operation: Operation, body: Any = None, **more: Any) -> requests.Response:
        """Call with the example, or with another body."""
        path = re.sub(r"{\w+}", more.pop("path_id", AN_ID), operation.path)
        headers = {"If-Match": '"1"'} if operation.verb == "PATCH" else {}
        if any(p["name"] == "If-Match" for p in operation.document["parameters"]):
            headers["If-Match"] = '"1"'
        sent: dict[str, Any] = {"params": operation.required_query | more.pop("params", {})}
        if operation.takes_file:
            sent |= {"files": {"file": ("a.xlsx", b"no spreadsheet")}, "data": operation.form}
        elif operation.example is not None:
            sent["json"] = operation.example if body is None else body
        return self.session.request(
            operation.verb, f"{self.url}{path}", headers=headers, timeout=60, **sent | more
        )
