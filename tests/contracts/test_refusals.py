"""What only reads says in its contract how it may refuse; found by reading what it calls."""

import ast
import inspect
import textwrap
from collections.abc import Iterator
from typing import Any

import pytest

from contracts.problems import problems_of
from foundation.bound_method import BoundMethod
from foundation.config import SERVICES
from foundation.errors import ServiceError
from guanjia.registry import service_class

OURS = ("services.", "foundation.")


def queries() -> Iterator[BoundMethod]:
    """The entries of all services that only read."""
    for service in SERVICES:
        for member in vars(service_class(service)).values():
            entry = getattr(member, "entry", None)
            if isinstance(entry, BoundMethod) and not entry.writes:
                yield entry


def named_in(function: Any) -> Iterator[Any]:
    """What the source of a function names: `NotBilled`, `queries.due_dates`."""
    known = function.__globals__
    for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(function)))):
        if isinstance(node, ast.Name):
            yield known.get(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            holder = known.get(node.value.id)
            yield getattr(holder, node.attr, None) if inspect.ismodule(holder) else None


def refusals_in(function: Any, seen: set[Any]) -> set[str]:
    """Codes of the refusals that a function, or one of ours that it names, speaks of."""
    seen.add(function)
    codes = set()
    for named in named_in(function):
        if inspect.isclass(named) and issubclass(named, ServiceError):
            codes.add(named.code)
        elif inspect.isfunction(named) and named.__module__.startswith(OURS) and named not in seen:
            codes |= refusals_in(named, seen)
    return codes


@pytest.mark.parametrize("entry", queries(), ids=lambda entry: entry.method.key)
def test_what_reads_refuses_as_its_contract_says(entry: BoundMethod) -> None:
    """Fuzzing met the undocumented refusal of one report only after 40,000 calls."""
    own = refusals_in(entry.operation, set()) & problems_of(entry.method.service).keys()
    assert own == set(entry.method.refusals)


def test_refusals_are_found_where_they_are() -> None:
    """Negative control: the walk sees what is raised, directly and further in."""
    found = {entry.method.key: refusals_in(entry.operation, set()) for entry in queries()}
    assert {"not_billed", "not_frozen_yet"} <= found["billing.collection"]
    assert "not_found" in found["notices.get"]
