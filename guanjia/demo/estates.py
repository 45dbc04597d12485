"""The communities of the demonstration: 观澜花园, and the smaller 云栖里 of the same company.

Loaders tell of one after the other: `estate()` is the one that they are at.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from contracts.directory.roster import Duty
from contracts.roles import Role
from foundation.scope import COMPANY as COMPANY_ID
from foundation.scope import FIRST_COMMUNITY, Scope

NAMESPACE = UUID("5a0f7f5e-2f0e-4d62-9c55-8f5f0f1a6b11")
SKILLS = (
    "plumbing", "electricity", "gas", "heating", "door_window", "lift", "public_lighting",
    "drainage", "access_control", "structure", "other",
)  # fmt: skip
"""One skill per category of repairs."""
DESK, WORKS, OFFICE, MONEY, QUALITY = "客服部", "工程部", "管理处", "财务部", "品质督导部"


@dataclass(frozen=True)
class Block:
    """A building (楼栋): so many entrances, storeys from `first` on, flats per landing, shops."""

    name: str
    entrances: int
    first: int
    storeys: int
    per_floor: int
    shops: int
    left_out: tuple[str, ...] = ()
    """Units that are no dwelling (the office of the property company)."""


@dataclass(frozen=True)
class Post:
    """Somebody who works here; `buildings` are the places of those served in the list of blocks."""

    login: str
    name: str
    role: Role
    department: str
    buildings: tuple[int, int] = (0, 0)
    skills: tuple[str, ...] = ()


@dataclass(frozen=True)
class Estate:
    """A community as the demonstration has it."""

    id: str
    name: str
    name_en: str
    code: str
    address: str
    service_phone: str
    prefix: str
    """With it the logins of its staff begin."""
    phones: str
    """With it the numbers of its residents begin, which reach nobody; `staff_phones` likewise."""
    staff_phones: str
    seed: int
    blocks: tuple[Block, ...]
    logins: Mapping[tuple[str, str], tuple[str, str]] = field(hash=False)
    """The households whose owners log in: user name and name."""
    posts: tuple[Post, ...]
    rotas: tuple[tuple[Duty, tuple[int, ...], tuple[str, ...]], ...]
    """Duty, hours at which a shift of each day begins, and who takes turns."""
    namespace: UUID = field(default=NAMESPACE)

    @property
    def is_first(self) -> bool:
        """It is the one that has something of everything."""
        return self.id == FIRST_COMMUNITY

    @property
    def scope(self) -> Scope:
        """Where its past happens."""
        return Scope.within(self.id)

    @property
    def buildings(self) -> tuple[str, ...]:
        """The names of its houses."""
        return tuple(block.name for block in self.blocks)

    def event(self) -> dict[str, Any]:
        """The community as `community_changed` describes it."""
        return {
            "community_id": self.id,
            "version": 2,
            "name": self.name,
            "name_en": self.name_en,
            "code": self.code,
            "address": self.address,
            "service_phone": self.service_phone,
            "hours": "",
        }


ALL_BUILDINGS = (0, 99)
GUANLAN = Estate(
    id=FIRST_COMMUNITY,
    name="观澜花园",
    name_en="Guanlan Garden",
    code="GL",
    address="南湖路18号",
    service_phone="0512-65221234",
    prefix="",
    phones="1990000",
    staff_phones="1991000",
    seed=891,
    blocks=(
        *(Block(f"{number}栋", 2, 2, 18, 2, 10) for number in (1, 2, 3, 4)),
        *(Block(f"{number}栋", 3, 1, 11, 2, 0) for number in (5, 6, 7, 8)),
        *(Block(f"{number}栋", 2, 1, 18, 2, 0) for number in (9, 10, 11)),
        Block("12栋", 2, 1, 21, 2, 0, left_out=("1-101",)),
    ),
    logins={
        ("1栋", "1-201"): ("resident1", "李雷"),
        ("3栋", "2-1102"): ("resident2", "周晓雯"),
        ("6栋", "3-502"): ("resident3", "韩梅梅"),
        ("9栋", "1-1601"): ("resident4", "沈国强"),
        ("12栋", "2-901"): ("resident5", "高若曦"),
    },
    posts=(
        Post("receptionist", "林晓梅", Role.RECEPTIONIST, DESK),
        Post("receptionist2", "陈佳怡", Role.RECEPTIONIST, DESK),
        Post("receptionist3", "吴雨桐", Role.RECEPTIONIST, DESK),
        Post("receptionist4", "何静", Role.RECEPTIONIST, DESK),
        Post("steward", "赵永强", Role.STEWARD, DESK, (0, 3)),
        Post("steward2", "孙丽华", Role.STEWARD, DESK, (3, 6)),
        Post("steward3", "马春燕", Role.STEWARD, DESK, (6, 9)),
        Post("steward4", "朱志明", Role.STEWARD, DESK, (9, 12)),
        Post("engineer", "郭建军", Role.ENGINEER, WORKS, ALL_BUILDINGS, SKILLS),
        Post(
            "engineer2", "罗刚", Role.ENGINEER, WORKS, ALL_BUILDINGS,
            ("plumbing", "drainage", "heating"),
        ),
        Post(
            "engineer3", "梁涛", Role.ENGINEER, WORKS, ALL_BUILDINGS,
            ("electricity", "public_lighting"),
        ),
        Post(
            "engineer4", "宋斌", Role.ENGINEER, WORKS, ALL_BUILDINGS, ("lift", "access_control")
        ),
        Post(
            "engineer5", "唐磊", Role.ENGINEER, WORKS, ALL_BUILDINGS,
            ("door_window", "structure", "other"),
        ),
        Post(
            "engineer6", "许鹏", Role.ENGINEER, WORKS, ALL_BUILDINGS,
            ("gas", "heating", "plumbing"),
        ),
        Post("supervisor", "黄淑芬", Role.SUPERVISOR, DESK, ALL_BUILDINGS),
        Post("supervisor2", "徐毅", Role.SUPERVISOR, DESK, ALL_BUILDINGS),
        Post("deputy_manager", "杨振华", Role.DEPUTY_MANAGER, OFFICE, ALL_BUILDINGS),
        Post("director", "刘卫东", Role.DIRECTOR, OFFICE, ALL_BUILDINGS),
        Post("finance", "郑慧敏", Role.FINANCE, MONEY),
        Post("finance2", "谢琳", Role.FINANCE, MONEY),
        Post("inspector", "曹立新", Role.INSPECTOR, QUALITY),
        Post("admin", "田宁", Role.ADMIN, "信息部"),
    ),
    rotas=(
        (
            Duty.DESK, (8, 16, 24),
            ("receptionist", "receptionist2", "receptionist3", "receptionist4"),
        ),
        (
            Duty.ENGINEER, (8, 20),
            ("engineer", "engineer2", "engineer3", "engineer6", "engineer4"),
        ),
        (Duty.DUTY_MANAGER, (8,), ("supervisor", "deputy_manager", "supervisor2", "director")),
    ),
)  # fmt: skip
YUNXI = Estate(
    id="5a0f7f5e-2f0e-7d62-9c55-8f5f0f1a6b12",
    name="云栖里",
    name_en="Yunxi Lane",
    code="YX",
    address="青石路6号",
    service_phone="0512-65225678",
    prefix="yx_",
    phones="1992000",
    staff_phones="1993000",
    seed=120,
    blocks=(
        Block("1栋", 1, 1, 11, 4, 0),
        Block("2栋", 1, 1, 11, 4, 0),
        Block("3栋", 1, 2, 6, 4, 8),
    ),
    logins={
        ("1栋", "1-302"): ("resident6", "许文静"),
        ("3栋", "1-501"): ("resident7", "蒋一鸣"),
    },
    posts=(
        Post("receptionist", "沈悦", Role.RECEPTIONIST, DESK),
        Post("receptionist2", "汪晨", Role.RECEPTIONIST, DESK),
        Post("steward", "廖春华", Role.STEWARD, DESK, ALL_BUILDINGS),
        Post("engineer", "石磊", Role.ENGINEER, WORKS, ALL_BUILDINGS, SKILLS),
        Post("engineer2", "方健", Role.ENGINEER, WORKS, ALL_BUILDINGS, SKILLS),
        Post("supervisor", "姚丽", Role.SUPERVISOR, DESK, ALL_BUILDINGS),
        Post("deputy_manager", "陆建国", Role.DEPUTY_MANAGER, OFFICE, ALL_BUILDINGS),
        Post("director", "金志明", Role.DIRECTOR, OFFICE, ALL_BUILDINGS),
        Post("finance", "夏琳", Role.FINANCE, MONEY),
        Post("inspector", "范宏", Role.INSPECTOR, QUALITY),
    ),
    rotas=(
        (Duty.DESK, (8, 20), ("receptionist", "receptionist2")),
        (Duty.ENGINEER, (8, 20), ("engineer", "engineer2")),
        (Duty.DUTY_MANAGER, (8,), ("supervisor", "deputy_manager", "director")),
    ),
    namespace=uuid5(NAMESPACE, "云栖里"),
)
ESTATES = (GUANLAN, YUNXI)
COMPANY_POSTS = (
    Post("company_admin", "邓卓", Role.ADMIN, "信息部"),
    Post("company_director", "顾明远", Role.DIRECTOR, "总经办"),
    Post("company_finance", "邵敏", Role.FINANCE, MONEY),
)
"""Who works for the whole company."""
COMPANY = {
    "company_id": COMPANY_ID,
    "version": 2,
    "name": "观澜物业服务有限公司",
    "name_en": "Guanlan Property Services Co., Ltd.",
    "credit_code": "91320500MA1GLWY18X",
    "address": "南湖路18号",
    "phone": "0512-65221234",
    "bank_account": "观澜物业服务有限公司 江南银行南湖支行 3205 0018 0000 2026",
}
"""The company as `company_changed` describes it."""

_estate: ContextVar[Estate] = ContextVar("estate", default=GUANLAN)


def estate() -> Estate:
    """The community that is told of; 观澜花园, unless a loader is at another."""
    return _estate.get()


@contextmanager
def at(one: Estate) -> Iterator[None]:
    """Tell of a community until the block ends."""
    token = _estate.set(one)
    try:
        yield
    finally:
        _estate.reset(token)


def key(kind: str, name: object) -> str:
    """The identifier of something made up: always the same, in each community another."""
    return str(uuid5(estate().namespace, f"{kind}:{name}"))
