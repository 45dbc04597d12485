"""Functional departments (职能部门): those that a new installation has, and by what they are known.

They are a default like those of a policy: a department that no manager has changed follows the
release, one that is changed is kept as it is, and new ones come after.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from contracts.complaints.departments import known_by
from contracts.service_admin import Source


@dataclass(frozen=True)
class DepartmentFacts:
    """What a department is called."""

    code: str
    name_zh: str
    name_en: str
    also: tuple[str, ...] = ()
    """What else it is called, or was: by these names it is known as well."""
    active: bool = True
    position: int = 0
    version: int = 1
    source: str = Source.CODE
    """A `Source`: as it was shipped, as the company has it, or a community's own (P01)."""

    @property
    def names(self) -> tuple[str, ...]:
        """All that it is known by, its code first."""
        return tuple(dict.fromkeys((self.code, self.name_zh, self.name_en, *self.also)))


ENGINEERING, SECURITY, CLEANING, FINANCE = "engineering", "security", "cleaning", "finance"
FIRST: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    (ENGINEERING, "工程部", "Engineering", ("工程维修部", "维修部")),
    (SECURITY, "秩序维护部", "Security", ("安保部", "保安部", "秩序部")),
    (CLEANING, "保洁部", "Cleaning", ("环境部", "保洁绿化部")),
    (FINANCE, "财务部", "Finance", ()),
    ("customer_service", "客服部", "Customer service", ("客户服务部",)),
    ("management_office", "管理处", "Management office", ("项目管理处", "物业管理处")),
    ("quality", "品质部", "Quality", ("品质督导部", "品质管理部")),
    ("administration", "行政部", "Administration", ("综合部", "行政人事部")),
)
"""In their order: code, Chinese, English, other names that the trade has for it."""

SHIPPED: Mapping[str, DepartmentFacts] = {
    code: DepartmentFacts(code, zh, en, also, position=position)
    for position, (code, zh, en, also) in enumerate(FIRST, 1)
}


def known_as(departments: Iterable[DepartmentFacts], text: str) -> DepartmentFacts | None:
    """The department of a code or a name; None: unknown."""
    return known_by(text, departments, lambda one: one.names)
