"""Rows with a place: each belongs to a community, and statements see those in scope only (P01).

The criterion is added when a statement is compiled, which SQLAlchemy does once per shape and then
keeps; the communities are bound when it is executed. So no statement can be written without it,
and none pays for it twice (docs/adr/024-scope-at-compile-time.md). Statements that see all are
compiled without it; what was compiled is kept apart by the shape of the scope (`Compiled`).

What names its rows by their key alone is left as it is where it changes or deletes: such a row
was read in scope before.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Boolean, Column, Delete, Engine, Select, Table, Update, and_, bindparam, or_
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.orm.util import _ORMJoin
from sqlalchemy.sql import operators
from sqlalchemy.sql.elements import BinaryExpression, BooleanClauseList, ColumnElement
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.selectable import Alias, Join
from sqlalchemy.util import LRUCache

from foundation import scope
from foundation.scope import UNLIMITED, Shape, Width
from foundation.storage.resident_visibility import in_sight
from foundation.storage.types import Id

NAME = "community_id"
MARK = {"place": True}
SHAPES = 1000
"""Compiled statements that are kept of each kind."""
SHARE = 0.25
"""Which share of a table's rows SQLite is to expect of a community: enough for its index to be
better than to read all, and too much for it to be better than that of a household."""


class Placed:
    """Mixin of tables whose rows belong to a community, from their first moment on."""

    community_id: Mapped[str] = mapped_column(
        Id, default=scope.here, server_default=scope.FIRST_COMMUNITY, info=MARK, sort_order=1000
    )
    """The community (项目) that the row belongs to; made in that which the unit is in."""


class PlacedByKey:
    """`Placed`, where the same key may stand for a row of each community."""

    community_id: Mapped[str] = mapped_column(
        Id,
        primary_key=True,
        default=scope.here,
        server_default=scope.FIRST_COMMUNITY,
        info=MARK,
        sort_order=1000,
    )
    """The community that the row belongs to, which is part of its key."""


class Owned:
    """Mixin of tables whose rows are a community's own or, without one, the whole company's."""

    community_id: Mapped[str | None] = mapped_column(Id, info=MARK, sort_order=1000)
    """The community whose own the row is; None: the company's, and seen in all of them."""


def owner_of_row(context: Any) -> str:
    """Whose a row is that is made, as it stands in its key."""
    return owner_id(context.get_current_parameters().get(NAME))


def owner_id(community: str | None) -> str:
    """Whose something is, as it stands in a key, where nothing may be missing."""
    return community or scope.COMPANY


class OwnedByKey(Owned):
    """`Owned`, where the same key may stand for a row of the company and of each community."""

    owner_id: Mapped[str] = mapped_column(
        Id, primary_key=True, default=owner_of_row, server_default=scope.COMPANY, sort_order=1001
    )
    """Whose the row is, which is part of its key: `community_id`, or `scope.COMPANY`."""


def placed() -> Column[str]:
    """The column of `Placed`, for tables that are not mapped."""
    first = scope.FIRST_COMMUNITY
    return Column(NAME, Id, nullable=False, default=scope.here, server_default=first, info=MARK)


def owned() -> Column[str]:
    """The column of `Owned`, for tables that are not mapped."""
    return Column(NAME, Id, info=MARK)


def place(table: Table) -> Column[Any] | None:
    """The column that says of which community a row is; None where rows have no place."""
    column = table.c.get(NAME)
    return column if column is not None and column.info.get("place") else None


class Compiled:
    """What was compiled, by the shape of the scope that it was compiled for."""

    def __init__(self) -> None:
        self._kept: dict[Shape, Any] = defaultdict(lambda: LRUCache(SHAPES))

    @classmethod
    def of(cls, engine: Engine) -> "Compiled":
        """What was compiled for an engine, however many stores come to use it."""
        return _of_engines.setdefault(engine, cls())

    def options(self) -> dict[str, Any]:
        """Options for a connection on which statements of the present scope are executed."""
        return {"compiled_cache": self._kept[scope.shape()]}


_of_engines: WeakKeyDictionary[Engine, Compiled] = WeakKeyDictionary()


class Narrowing(FunctionElement[bool]):
    """A condition by which fewer rows are left, but not few: to be met when others are not."""

    name = "narrowing"
    type = Boolean()
    inherit_cache = True

    def self_group(self, against: Any = None) -> Any:
        """As it is: a comparison with true, as SQLite gets it for functions, hides the index."""
        return self


@compiles(Narrowing)
def condition(narrowing: Any, compiler: Any, **how: Any) -> str:
    """As it is: PostgreSQL knows how many rows a community has."""
    return f"({compiler.process(narrowing.clauses, **how)})"


@compiles(Narrowing, "sqlite")
def likely_condition(narrowing: Any, compiler: Any, **how: Any) -> str:
    """SQLite counts nothing unless it is told to, takes an index that begins with the community
    for one that leaves ten rows, and reads a whole community for each household of a join."""
    return f"likelihood({compiler.process(narrowing.clauses, **how)}, {SHARE})"


def in_scope(column: ColumnElement[Any], nullable: bool) -> ColumnElement[bool]:
    """That a row's community is in scope, or that the row is the company's.

    One community is compared with: to write a list anew at each execution takes 60 µs. No argument
    of a method begins with `scope_`: a value of that name would take the place of the scope's own.
    """
    if scope.width() is Width.ONE:
        seen = column == bindparam("scope_community", callable_=scope.only)
    else:
        seen = column.in_(bindparam("scope_communities", callable_=scope.in_sight, expanding=True))
    return Narrowing(or_(seen, column.is_(None)) if nullable else seen)


def criterion(origin: Any) -> ColumnElement[bool] | None:
    """What rows of a table or of an alias of one must meet; None where all are seen."""
    table = origin.element if isinstance(origin, Alias) else origin
    if not isinstance(table, Table):
        return None
    wanted = []
    mark = place(table)
    if mark is not None and scope.width() is not Width.ALL:
        wanted.append(in_scope(origin.c[NAME], bool(mark.nullable)))
    if (own := in_sight(origin, table)) is not None:
        wanted.append(own)
    return and_(*wanted) if wanted else None


def origins(joined: Any, *, optional: bool = False) -> Iterator[Any]:
    """Tables and aliases of a join, without the optional side of an outer one."""
    if isinstance(joined, Join):
        yield from origins(joined.left, optional=optional or joined.full)
        yield from origins(joined.right, optional=optional or joined.isouter or joined.full)
    elif not optional:
        yield joined


@compiles(Select)
def select_in_scope(statement: Any, compiler: Any, **how: Any) -> str:
    """Add the criterion for each table that is read from."""
    if scope.shape() != UNLIMITED:
        state = statement._compile_state_factory(statement, compiler)
        read = (one for joined in own_froms(state, compiler, how) for one in origins(joined))
        wanted = [criterion(one) for one in read]
        statement = statement.where(*(one for one in wanted if one is not None))
    return str(compiler.visit_select(statement, **how))


def own_froms(state: Any, compiler: Any, how: dict[str, Any]) -> list[Any]:
    """What a statement reads from by itself, as the compiler will find it: not what it is
    correlated with. A table that the statement around it reads from as well, it may read anew."""
    around = compiler.stack[-1] if compiler.stack else compiler._default_stack_entry
    asfrom, lateral = how.get("asfrom", False), how.get("lateral", False)
    found = state._get_display_froms(*compiler._enclosing_correlate_froms(around, asfrom, lateral))
    return list(found)


@compiles(Join)
@compiles(_ORMJoin)
def join_in_scope(join: Any, compiler: Any, **how: Any) -> str:
    """Add the criterion to the condition of an outer join, whose rows may be missing."""
    if scope.shape() != UNLIMITED and (join.isouter or join.full):
        wanted = criterion(join.right)
        if wanted is not None:
            join = Join(join.left, join.right, and_(join.onclause, wanted), join.isouter, join.full)
    return str(compiler.visit_join(join, **how))


@compiles(Update)
def update_in_scope(statement: Any, compiler: Any, **how: Any) -> str:
    """Add the criterion, unless the rows are named by their key."""
    return str(compiler.visit_update(narrowed(statement, compiler), **how))


@compiles(Delete)
def delete_in_scope(statement: Any, compiler: Any, **how: Any) -> str:
    """Add the criterion, unless the rows are named by their key."""
    return str(compiler.visit_delete(narrowed(statement, compiler), **how))


def narrowed(statement: Any, compiler: Any) -> Any:
    """A statement that changes or deletes rows in scope only."""
    if scope.shape() == UNLIMITED or compiler.for_executemany or names_its_rows(statement):
        return statement
    wanted = criterion(statement.table)
    return statement if wanted is None else statement.where(wanted)


def names_its_rows(statement: Any) -> bool:
    """Whether the rows are named by their whole key."""
    named = {
        one.left
        for one in conditions(statement._where_criteria)
        if isinstance(one, BinaryExpression) and one.operator is operators.eq
    }
    return set(statement.table.primary_key.columns) <= named


def conditions(together: Iterable[Any]) -> Iterator[Any]:
    """Each of the conditions that must all hold."""
    for one in together:
        if isinstance(one, BooleanClauseList) and one.operator is operators.and_:
            yield from conditions(one.clauses)
        else:
            yield one
