"""A statement with conditions that may be set on it: that of each combination is built once.

To build a statement anew takes longer than to execute it, and SQLAlchemy looks through it to find
out whether it has compiled its like (docs/adr/030-lists-are-built-once.md).
"""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Boolean, ColumnElement, Select, bindparam, or_
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from foundation.storage.placed import NAME


def where_held(model: type[Any], name: str = "held") -> ColumnElement[bool]:
    """That rows are where the caller holds one of some roles; `UnitOfWork.held` says where."""
    there: ColumnElement[bool] = model.__table__.c[NAME].in_(bindparam(name, expanding=True))
    return or_(bindparam(f"{name}_everywhere", type_=Boolean), there)


class OfMost(FunctionElement[bool]):
    """A condition that most rows meet: what few of them meet beside it is to be looked for.

    SQLite knows of no column how many rows have a value, and takes each for one that leaves ten;
    in a comparison with true, as it gets it for functions, it sees no column.
    """

    name = "of_most"
    type = Boolean()
    inherit_cache = True


@compiles(OfMost)
def as_it_is(condition: Any, compiler: Any, **how: Any) -> str:
    """PostgreSQL knows."""
    return f"({compiler.process(condition.clauses, **how)})"


class Filtered:
    """What is read, and the condition that each filter sets on it.

    Conditions name what they compare with by `bindparam`; the values come with each call.
    """

    def __init__(
        self, source: Select[*tuple[Any, ...]], filters: Mapping[str, ColumnElement[bool]]
    ) -> None:
        self.filters = filters
        self._source = source
        self._built: dict[frozenset[str], Select[*tuple[Any, ...]]] = {}

    def by(self, filters: Collection[str]) -> Select[*tuple[Any, ...]]:
        """The statement with these filters."""
        shape = frozenset(filters)
        if shape not in self._built:
            wanted = (self.filters[name] for name in sorted(shape))
            self._built[shape] = self._source.where(*wanted)
        return self._built[shape]
