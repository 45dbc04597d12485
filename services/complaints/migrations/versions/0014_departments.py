"""Departments (职能部门, C14, P05): a list that managers keep, and no policy value any more.

What an installation has said by policy becomes entries of the company or of a community. Where a
case, a category or somebody's department has another text, there is an entry of that name: so none
that was offered is missing, and cases and categories name all by codes. Those of the policy's
defaults that a changed value had left out are offered no more, but where an open case has them.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

from foundation.policy import PLANNED
from foundation.policy_changes import WITHDRAWN
from foundation.scope import COMPANY
from foundation.storage.tables import (
    community_policies,
    person_replica,
    policies,
    policy_changes,
)
from foundation.storage.types import Id, Json

revision = "complaints_0014"
down_revision = "complaints_0013"
branch_labels = None
depends_on = "foundation_0015"

POLICY = "departments"
CODES: Mapping[str, tuple[str, ...]] = {
    "engineering": ("工程部", "Engineering", "工程维修部", "维修部"),
    "security": ("秩序维护部", "Security", "安保部", "保安部", "秩序部"),
    "cleaning": ("保洁部", "Cleaning", "环境部", "保洁绿化部"),
    "finance": ("财务部", "Finance"),
    "customer_service": ("客服部", "Customer service", "客户服务部"),
    "management_office": ("管理处", "Management office", "项目管理处", "物业管理处"),
    "quality": ("品质部", "Quality", "品质督导部", "品质管理部"),
    "administration": ("行政部", "Administration", "综合部", "行政人事部"),
}
"""What is shipped with this revision: names in Chinese and English, and others."""
OLD_DEFAULT = ("engineering", "security", "cleaning", "finance")
MADE = "department_{}"

DEPARTMENTS = sa.table(
    "departments",
    sa.column("code"), sa.column("name_zh"), sa.column("name_en"), sa.column("also", Json),
    sa.column("active", sa.Boolean()), sa.column("position"), sa.column("version"),
    sa.column("community_id"), sa.column("owner_id"),
)  # fmt: skip
COMPLAINTS = sa.table("complaints", sa.column("department"), sa.column("status"))
CATEGORIES = sa.table("categories", sa.column("department"))


def upgrade() -> None:
    """Make the table, and entries of what was there."""
    op.create_table(
        "departments",
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("name_zh", sa.String(60), nullable=False),
        sa.Column("name_en", sa.String(60), nullable=False),
        sa.Column("also", Json, nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("community_id", Id, nullable=True),
        sa.Column("owner_id", Id, nullable=False, server_default=COMPANY),
        sa.PrimaryKeyConstraint("code", "owner_id", name=op.f("pk_departments")),
    )
    known = Codes()
    open_ones = known.of(texts(COMPLAINTS, COMPLAINTS.c.status != "closed"))
    needed = open_ones | known.of(texts(CATEGORIES)) | known.of(texts(person_replica))
    kept = known.of(texts(COMPLAINTS))
    company = set(OLD_DEFAULT)
    for value in said(policies):
        company = known.of(value.value)
        offered = company | needed
        put(known, None, offered, left_out=set(OLD_DEFAULT) - offered)
    put(known, None, needed - set(CODES), left_out=kept - set(CODES) - needed)
    for row in said(community_policies):
        own = known.of(row.value)
        put(known, row.community_id, own - company, left_out=company - own - open_ones)
    for table in (COMPLAINTS, CATEGORIES):
        for text in texts(table):
            change = sa.update(table).where(table.c.department == text)
            op.get_bind().execute(change.values(department=known.code(text)))
    for table in (policies, community_policies):
        op.get_bind().execute(sa.delete(table).where(table.c.name == POLICY))
    planned = sa.and_(policy_changes.c.name == POLICY, policy_changes.c.state == PLANNED)
    op.get_bind().execute(sa.update(policy_changes).where(planned).values(state=WITHDRAWN))


class Codes:
    """Codes by names: of what is shipped, and of what is entered here."""

    def __init__(self) -> None:
        self._codes = {
            name.casefold(): code for code, names in CODES.items() for name in (code, *names)
        }
        self.names = {code: names[:2] for code, names in CODES.items()}

    def code(self, text: str) -> str:
        """The code of a name; one that is new gets one."""
        name = text.strip()
        if (code := self._codes.get(name.casefold())) is not None:
            return code
        code = MADE.format(len(self.names) - len(CODES) + 1)
        self._codes[name.casefold()], self.names[code] = code, (name, name)
        return code

    def of(self, names: Iterable[str]) -> set[str]:
        """The codes of several names."""
        return {self.code(name) for name in names if name.strip()}


def texts(table: Any, *conditions: Any) -> list[str]:
    """The departments that a table names, in their order."""
    column = table.c.department
    found = sa.select(column).distinct().where(column.is_not(None), *conditions).order_by(column)
    return [text for text in op.get_bind().scalars(found) if text.strip()]


def said(table: sa.Table) -> Iterable[Any]:
    """What was set of the policy value."""
    return op.get_bind().execute(sa.select(table).where(table.c.name == POLICY)).all()


def put(known: Codes, owner: str | None, offered: set[str], *, left_out: set[str]) -> None:
    """Write down the entries of an owner: those that are new, and those that are not offered."""
    there = sa.select(DEPARTMENTS.c.code).where(DEPARTMENTS.c.owner_id == (owner or COMPANY))
    written = set(op.get_bind().scalars(there))
    order = list(known.names)
    new = (offered - set(CODES)) if owner is None else offered
    rows = [
        {
            "code": code,
            "name_zh": known.names[code][0],
            "name_en": known.names[code][1],
            "also": list(CODES.get(code, ())[2:]),
            "active": code in new,
            "position": order.index(code) + 1,
            "version": 1 if code in new and code not in CODES else 2,
            "community_id": owner,
            "owner_id": owner or COMPANY,
        }
        for code in order
        if code in (new | left_out) - written
    ]
    if rows:
        op.get_bind().execute(sa.insert(DEPARTMENTS), rows)


def downgrade() -> None:
    """The way back: cases and categories name departments by what they are called in Chinese."""
    names = {code: names[0] for code, names in CODES.items()}
    rows = sa.select(DEPARTMENTS.c.code, DEPARTMENTS.c.name_zh).order_by(DEPARTMENTS.c.owner_id)
    names |= dict(op.get_bind().execute(rows).tuples().all())
    for table in (COMPLAINTS, CATEGORIES):
        for code, name in names.items():
            change = sa.update(table).where(table.c.department == code)
            op.get_bind().execute(change.values(department=name))
    op.drop_table("departments")
