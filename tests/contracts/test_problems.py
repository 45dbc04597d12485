"""Every refusal has a status and a wording in both languages."""

import ast
import pkgutil
import re
import string
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import contracts
import foundation
import gateway
import services
from contracts.modules import classes_of
from contracts.problem import Problem
from contracts.problems import SERVICES, catalogue, general, problem_of, problems_of
from foundation.errors import RemoteRefusal, ServiceError


def refusals() -> list[type[ServiceError]]:
    """All classes of refusals, wherever they are declared."""
    for package in (contracts, foundation, services, gateway):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".migrations" not in module.name:
                import_module(module.name)
    return [cls for cls in descendants(ServiceError) if is_ours(cls)]


def descendants(cls: type[ServiceError]) -> Iterator[type[ServiceError]]:
    """All subclasses, of subclasses too."""
    for child in cls.__subclasses__():
        yield child
        yield from descendants(child)


def is_ours(cls: type[ServiceError]) -> bool:
    """Whether a refusal is the product's, not a test's or one that was sent."""
    return cls is not RemoteRefusal and not cls.__module__.startswith("tests")


REFUSALS = refusals()


def service_of(cls: type[ServiceError]) -> str | None:
    """The service that refuses, or None for what any of them may raise."""
    parts = cls.__module__.split(".")
    return parts[1] if parts[0] in ("contracts", "services") else None


def named_in(service: str) -> set[str]:
    """All names that the source of a service speaks."""
    return {
        node.id
        for path in Path(services.__path__[0], service).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Name)
    }


def problems() -> Iterator[tuple[str, str, Problem]]:
    """Who words it, the code, the problem."""
    for code, problem in general().items():
        yield "general", code, problem
    for service in SERVICES:
        for code, problem in problems_of(service).items():
            yield service, code, problem


def names(text: str) -> set[str]:
    """The parameters that a wording shows."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


each_problem = pytest.mark.parametrize(
    ("where", "code", "problem"), [pytest.param(*one, id=".".join(one[:2])) for one in problems()]
)


@pytest.mark.parametrize(
    "refusal", REFUSALS, ids=lambda cls: f"{cls.__module__}.{cls.__qualname__}"
)
def test_every_refusal_has_a_problem(refusal: type[ServiceError]) -> None:
    """Found as the gateway finds it: by code and the service that refused."""
    assert problem_of(refusal.code, service_of(refusal))
    assert refusal.__doc__, "the docstring is the English wording"


@pytest.mark.parametrize("service", SERVICES)
def test_every_refusal_of_a_service_is_raised_by_it(service: str) -> None:
    """No wording is kept for what cannot happen."""
    own = classes_of(service, ServiceError).keys()
    assert own and own <= named_in(service)


@each_problem
def test_a_problem_is_worded_in_both_languages(where: str, code: str, problem: Problem) -> None:
    """Chinese is Chinese, English has no Chinese in it, both show the same parameters."""
    assert re.search(r"[\u4e00-\u9fff]", problem.zh)
    assert problem.en
    assert not re.search(r"[\u4e00-\u9fff]", problem.en)
    assert names(problem.zh) == names(problem.en)


@each_problem
def test_a_problem_has_a_status_that_fits(where: str, code: str, problem: Problem) -> None:
    """4xx for what the caller can mend, 5xx for what only we can."""
    ours = (
        "internal_error",
        "service_away",
        "storage_unavailable",
        "outcome_unknown",
        "service_timeout",
        "paper_not_made",
        "company_login_away",
    )
    assert (problem.status >= 500) == (code in ours)
    assert 400 <= problem.status < 600


def test_the_same_code_means_the_same_status_everywhere() -> None:
    """Callers branch on code and status, whichever service refused."""
    for service in SERVICES:
        for code, problem in problems_of(service).items():
            assert problem.status == catalogue()[code].status, f"{service}: {code}"
