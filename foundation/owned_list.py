"""A list that managers keep: its entries as shipped, as the company has them, or as a community has
them of its own (P01, P05; docs/adr/041-the-companys-or-its-own.md).

    CATEGORIES = OwnedList("category", CategoryRow, CategoryFacts, FIRST_SET)
    offered = [one for one in CATEGORIES.here(uow).values() if one.active]

An entry that no manager has changed follows the release; one that is changed is kept as it is.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy import Select, select

from foundation import owned
from foundation.errors import NotFound
from foundation.policy import Source
from foundation.storage.placed import owner_id
from foundation.storage.unit_of_work import UnitOfWork


class Entry(Protocol):
    """What an entry has in any list: a frozen dataclass, whose further fields are its own."""

    @property
    def code(self) -> str:
        """What others name it by; it never changes."""

    @property
    def position(self) -> int:
        """Its place in the list, from 1 on."""

    @property
    def version(self) -> int:
        """How often it was changed, and one."""

    @property
    def source(self) -> str:
        """A `Source`: whether it is as shipped, as the company has it, or a community's own."""


Facts = TypeVar("Facts", bound=Entry)


@dataclass(frozen=True)
class OwnedList(Generic[Facts]):
    """One of them."""

    subject: str
    """What the audit trail calls an entry."""
    row: type[Any]
    """The table, `OwnedByKey`, whose key is the code and whose it is; it has the entry's fields."""
    entry: Callable[..., Facts]
    """Its dataclass."""
    shipped: Mapping[str, Facts]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The fields that a row keeps."""
        return tuple(one.name for one in fields(self.entry) if one.name != "source")  # type: ignore[arg-type]

    @cached_property
    def changed(self) -> Select[Any]:
        """Reads what managers have made of it."""
        return select(*(getattr(self.row, name) for name in self.names), self.row.community_id)

    def in_force(self, changed: Iterable[Facts]) -> Mapping[str, Facts]:
        """What was shipped with what managers have changed and made, in its order."""
        known = {**self.shipped, **{one.code: one for one in changed}}
        ordered = sorted(known.values(), key=lambda one: (one.position, one.code))
        return {one.code: one for one in ordered}

    def here(self, uow: UnitOfWork) -> Mapping[str, Facts]:
        """All entries of the community that the unit is in, by their codes, in their order; the
        company's where it has entered none."""
        return self.within(uow, uow.community)

    def within(self, uow: UnitOfWork, place: str | None) -> Mapping[str, Facts]:
        """The entries as a community has them, or the company (None)."""
        return self.kept(uow).within(place)

    def kept(self, uow: UnitOfWork) -> "Kept[Facts]":
        """What managers have made of it, wherever it is in sight."""
        return uow.recently(
            f"list of {self.subject}", lambda: Kept(self, uow.session.execute(self.changed).all())
        )

    def facts(self, row: Any) -> Facts:
        """An entry as managers have it."""
        said = {name: getattr(row, name) for name in self.names}
        lists = {name: tuple(value) for name, value in said.items() if isinstance(value, list)}
        return self.entry(**said | lists, source=owned.source(row))

    def add(self, uow: UnitOfWork, facts: Facts) -> Facts | None:
        """Have an entry more, of the company or of a community's own, at the end of the list; None
        where there is one of its code."""
        place = owned.owner(uow)
        uow.change_recent()  # another process may have made it within the last second
        known = self.within(uow, place)
        if facts.code in known:
            return None
        last = max((one.position for one in known.values()), default=0)
        return self.keep(uow, place, replace(facts, position=last + 1))  # type: ignore[type-var]

    def change(self, uow: UnitOfWork, code: str, changes: Mapping[str, Any]) -> Facts:
        """Change what is named, for the company or, from what it is there so far, for a community
        by itself; raise `NotFound` and `StaleEdit`."""
        place = owned.owner(uow)
        self.take_turns(uow, code, place)
        facts = self.to_be_changed(uow, code, place)
        lists = {name: tuple(value) for name, value in changes.items() if isinstance(value, list)}
        version = facts.version + 1
        after = replace(facts, **changes | lists, version=version)  # type: ignore[type-var, operator]
        return self.keep(uow, place, after, instead_of=facts)

    def take_back(self, uow: UnitOfWork, code: str) -> Facts | None:
        """Have an entry as it is without the change: a community's own as the company has it, the
        company's as it was shipped; None where it would be there no more, which is to be refused.
        Raise `NotFound` and `StaleEdit`."""
        place = owned.owner(uow)
        row = self.take_turns(uow, code, place)
        self.to_be_changed(uow, code, place)
        if row is not None:
            uow.session.delete(row)
            self.said(uow, code)
        return self.within(uow, place).get(code)

    def take_turns(self, uow: UnitOfWork, code: str, place: str | None) -> Any:
        """Two edits at once wait for each other at the row, where there is one already."""
        row = uow.session.get(self.row, (code, owner_id(place)), with_for_update=True)
        uow.change_recent()
        return row

    def to_be_changed(self, uow: UnitOfWork, code: str, place: str | None) -> Facts:
        """An entry as the caller has read it; raise `NotFound` and `StaleEdit`."""
        facts = self.within(uow, place).get(code)
        if facts is None:
            raise NotFound(field="code")
        uow.check_version(facts)
        return facts

    def keep(
        self, uow: UnitOfWork, place: str | None, facts: Facts, instead_of: Facts | None = None
    ) -> Facts:
        """Write an entry down as it is now, and for the audit trail what held until now."""
        whose = {"community_id": place, "owner_id": owner_id(place)}
        row = uow.session.merge(self.row(**self.columns(facts) | whose))
        if instead_of is not None:
            held = self.columns(instead_of)
            row.instead_of = {name: held[name] for name in held if name not in ("code", "version")}
        self.said(uow, facts.code)
        source = Source.COMPANY if place is None else Source.COMMUNITY
        return replace(facts, source=source)  # type: ignore[type-var]

    def columns(self, facts: Facts) -> dict[str, Any]:
        """An entry as its row has it."""
        said = {name: getattr(facts, name) for name in self.names}
        lists = {name: list(value) for name, value in said.items() if isinstance(value, tuple)}
        return said | lists

    def said(self, uow: UnitOfWork, code: str) -> None:
        """Say what was changed, and judge by it from here on."""
        uow.subject(self.subject, code)
        uow.session.flush()
        uow.change_recent()


class Kept(Generic[Facts]):
    """What stands in the table; what holds in a place is worked out once."""

    def __init__(self, of: OwnedList[Facts], rows: Sequence[Any]) -> None:
        self._of, self._rows = of, rows
        self._within: dict[str | None, Mapping[str, Facts]] = {}
        self.everywhere = [of.facts(row) for row in rows]
        """All entries that managers have changed, the company's and those of communities."""
        self.of_any = {one.code: one for one in self.everywhere}
        """One of each code of them."""

    def within(self, place: str | None) -> Mapping[str, Facts]:
        """The entries as they are now."""
        if place not in self._within:
            held = owned.holding(self._rows, place, lambda row: str(row.code))
            changed = [self._of.facts(row) for row in held.values()]
            self._within[place] = self._of.in_force(changed)
        return self._within[place]
