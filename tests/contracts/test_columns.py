"""Every column of every table is explained in the source: below it, or in the docstring of its
class or a base; where a table is not mapped, in the docstring below the table."""

import ast
import inspect
import re
from collections.abc import Iterator, Sequence
from importlib import import_module
from itertools import zip_longest
from textwrap import dedent
from typing import Any

import pytest
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from foundation.config import SERVICES
from foundation.storage import tables as shared
from foundation.storage.columns import Columns

NAMED = re.compile(r"`(\w+)`")
SHARED = inspect.getsource(shared)


def followed(body: Sequence[ast.stmt]) -> Iterator[tuple[ast.stmt, str]]:
    """Each statement with the docstring below it; empty where there is none."""
    for statement, following in zip_longest(body, body[1:]):
        match following:
            case ast.Expr(value=ast.Constant(value=str(text))):
                yield statement, text
            case _:
                yield statement, ""


def of_class(model: type[Any]) -> set[str]:
    """The columns that a class explains."""
    (node,) = ast.parse(dedent(inspect.getsource(model))).body
    assert isinstance(node, ast.ClassDef)
    explained = set(NAMED.findall(ast.get_docstring(node) or ""))
    for statement, text in followed(node.body):
        match statement:
            case ast.AnnAssign(target=ast.Name(id=name)) if text:
                explained.add(name)
    return explained


def of_tables(source: str) -> dict[str, set[str]]:
    """The columns that the docstrings below tables explain, by table."""
    explained = {}
    for statement, text in followed(ast.parse(source).body):
        match statement:
            case ast.Assign(
                value=ast.Call(func=ast.Name(id="Table"), args=[ast.Constant(value=name), *_])
            ):
                explained[str(name)] = set(NAMED.findall(text))
    return explained


def is_ours(model: type[Any]) -> bool:
    """Whether a class is written here, and not in a library."""
    return model.__module__.startswith(("foundation.", "services.", __name__))


def unexplained(base: type[DeclarativeBase]) -> set[str]:
    """The columns of mapped tables that nobody explains."""
    silent = set()
    for mapper in base.registry.mappers:
        bases = filter(is_ours, mapper.class_.__mro__)
        explained: set[str] = set().union(*map(of_class, bases))
        columns = {column.key for column in mapper.column_attrs}
        silent |= {f"{mapper.class_.__name__}.{name}" for name in columns - explained}
    return silent


def unexplained_of(source: str, columns: dict[str, set[str]]) -> set[str]:
    """The columns of tables that are not mapped, and that nobody explains."""
    explained = of_tables(source)
    return {
        f"{table}.{name}"
        for table, names in columns.items()
        for name in names - explained.get(table, set()) - of_class(Columns)
    }


@pytest.mark.parametrize("service", SERVICES)
def test_every_column_of_a_service_is_explained(service: str) -> None:
    base = import_module(f"services.{service}.tables").Base
    mapped = {mapper.local_table for mapper in base.registry.mappers}
    assert mapped == set(base.metadata.tables.values()), "a table that is not mapped"
    assert unexplained(base) == set()


def test_every_column_of_the_shared_tables_is_explained() -> None:
    columns = {name: set(table.c.keys()) for name, table in shared.metadata.tables.items()}
    assert unexplained_of(SHARED, columns) == set()


class Root(Columns, DeclarativeBase):
    """Base of a made-up table."""


class Example(Root):
    """A made-up table; `named` is explained here."""

    __tablename__ = "examples"

    id: Mapped[str] = mapped_column(primary_key=True)
    said: Mapped[str]
    """Explained here."""
    named: Mapped[str]
    silent: Mapped[str]


def test_a_column_that_nobody_explains_is_found() -> None:
    assert unexplained(Root) == {"Example.silent"}


def test_so_is_one_of_a_table_that_is_not_mapped() -> None:
    source = 'examples = Table("examples", metadata)\n"""`named` is explained here."""'
    columns = {"examples": {"id", "named", "silent"}}
    assert unexplained_of(source, columns) == {"examples.silent"}
    assert unexplained_of("", columns) == {"examples.named", "examples.silent"}
