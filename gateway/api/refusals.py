"""Refusals in the OpenAPI document: each set of codes is one shared response."""

from collections.abc import Iterable, Mapping
from typing import Any

from contracts.problem import Problem
from contracts.problems import catalogue
from gateway.problems import MEDIA_TYPE, TITLES

PROBLEM: Mapping[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string", "description": "固定的错误代码。 Stable; branch on this."},
        "errors": {
            "type": "object",
            "additionalProperties": {"type": "array", "items": {"type": "string"}},
        },
        "request_id": {"type": "string"},
    },
}
"""The schema of every refusal."""


class Refusals:
    """Hands out references to shared responses and remembers what they refer to."""

    def __init__(self) -> None:
        self._names: dict[tuple[int, tuple[str, ...]], str] = {}

    def of(self, codes: Iterable[str]) -> dict[str, Any]:
        """The responses for these codes, by status."""
        by_status: dict[int, list[str]] = {}
        for code in sorted(set(codes)):
            by_status.setdefault(catalogue()[code].status, []).append(code)
        return {
            str(status): {"$ref": f"#/components/responses/{self._name(status, tuple(together))}"}
            for status, together in sorted(by_status.items())
        }

    def responses(self) -> dict[str, Any]:
        """The shared responses by name."""
        return {name: response(*which) for which, name in self._names.items()}

    def _name(self, status: int, codes: tuple[str, ...]) -> str:
        name = codes[0] if len(codes) == 1 else f"refused_{status}_{len(self._names)}"
        return self._names.setdefault((status, codes), name)


def response(status: int, codes: Iterable[str]) -> dict[str, Any]:
    """A problem document: one example per code."""
    texts = TITLES.get(status, TITLES[400])
    examples = {code: {"$ref": f"#/components/examples/{code}"} for code in codes}
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        "description": f"{texts['zh']} {texts['en']}",
        "content": {MEDIA_TYPE: {"schema": schema, "examples": examples}},
    }


def example(code: str, problem: Problem) -> dict[str, Any]:
    """The problem document of a code as a Chinese caller sees it."""
    return {
        "summary": problem.en,
        "value": {
            "type": f"/problems/{code}",
            "title": TITLES.get(problem.status, TITLES[400])["zh"],
            "status": problem.status,
            "detail": problem.zh,
            "code": code,
        },
    }
