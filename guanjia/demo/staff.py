"""Who works for the community: somebody in every role, the residents who log in, and the roster."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from contracts.directory.roster import Duty
from contracts.roles import Role
from foundation.clock import at_local
from foundation.scope import FIRST_COMMUNITY
from guanjia.demo.community import BUILDINGS, by_login, key

SKILLS = (
    "plumbing", "electricity", "gas", "heating", "door_window", "lift", "public_lighting",
    "drainage", "access_control", "structure", "other",
)  # fmt: skip
"""One skill per category of repairs."""
PAST_DAYS, COMING_DAYS = 31, 400
"""The roster reaches so far back and ahead."""


@dataclass(frozen=True)
class Member:
    """A member of staff, or a resident with access."""

    login: str
    name: str
    role: Role
    department: str | None = None
    buildings: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    household_ids: tuple[str, ...] = ()
    phone: str | None = None

    @property
    def id(self) -> str:
        """Always the same for the same login."""
        return key("person", self.login)

    @property
    def email(self) -> str:
        """An address that reaches nobody."""
        return f"{self.login}@example.org"

    def event(self) -> dict[str, Any]:
        """The person as `person_changed` describes it, the first version."""
        return {
            "person_id": self.id,
            "version": 1,
            "name": self.name,
            "roles": [self.role.value],
            "buildings": list(self.buildings),
            "grants": [{"role": self.role.value, "community_id": FIRST_COMMUNITY}],
            "serves": [
                {"building": name, "community_id": FIRST_COMMUNITY} for name in self.buildings
            ],
            "skills": list(self.skills),
            "department": self.department,
            "phone": self.phone,
            "email": self.email,
            "active": True,
            "login": True,
            "household_ids": list(self.household_ids),
        }


@dataclass(frozen=True)
class Watch:
    """A shift of the roster."""

    id: str
    person_id: str
    duty: Duty
    starts_at: datetime
    ends_at: datetime

    def event(self) -> dict[str, Any]:
        """The shift as `duty_changed` describes it, its first version."""
        return {
            "shift_id": self.id,
            "version": 1,
            "person_id": self.person_id,
            "duty": self.duty.value,
            "starts_at": self.starts_at,
            "ends_at": self.ends_at,
            "cancelled": False,
        }


DESK, WORKS = "客服部", "工程部"
PEOPLE = (
    ("receptionist", "林晓梅", Role.RECEPTIONIST, DESK, (), ()),
    ("receptionist2", "陈佳怡", Role.RECEPTIONIST, DESK, (), ()),
    ("receptionist3", "吴雨桐", Role.RECEPTIONIST, DESK, (), ()),
    ("receptionist4", "何静", Role.RECEPTIONIST, DESK, (), ()),
    ("steward", "赵永强", Role.STEWARD, DESK, BUILDINGS[0:3], ()),
    ("steward2", "孙丽华", Role.STEWARD, DESK, BUILDINGS[3:6], ()),
    ("steward3", "马春燕", Role.STEWARD, DESK, BUILDINGS[6:9], ()),
    ("steward4", "朱志明", Role.STEWARD, DESK, BUILDINGS[9:12], ()),
    ("engineer", "郭建军", Role.ENGINEER, WORKS, BUILDINGS, SKILLS),
    ("engineer2", "罗刚", Role.ENGINEER, WORKS, BUILDINGS, ("plumbing", "drainage", "heating")),
    ("engineer3", "梁涛", Role.ENGINEER, WORKS, BUILDINGS, ("electricity", "public_lighting")),
    ("engineer4", "宋斌", Role.ENGINEER, WORKS, BUILDINGS, ("lift", "access_control")),
    ("engineer5", "唐磊", Role.ENGINEER, WORKS, BUILDINGS, ("door_window", "structure", "other")),
    ("engineer6", "许鹏", Role.ENGINEER, WORKS, BUILDINGS, ("gas", "heating", "plumbing")),
    ("supervisor", "黄淑芬", Role.SUPERVISOR, DESK, BUILDINGS, ()),
    ("supervisor2", "徐毅", Role.SUPERVISOR, DESK, BUILDINGS, ()),
    ("deputy_manager", "杨振华", Role.DEPUTY_MANAGER, "管理处", BUILDINGS, ()),
    ("director", "刘卫东", Role.DIRECTOR, "管理处", BUILDINGS, ()),
    ("finance", "郑慧敏", Role.FINANCE, "财务部", (), ()),
    ("finance2", "谢琳", Role.FINANCE, "财务部", (), ()),
    ("inspector", "曹立新", Role.INSPECTOR, "品质督导部", (), ()),
    ("admin", "田宁", Role.ADMIN, "信息部", (), ()),
)  # fmt: skip
"""Login, name, role, department, buildings served, skills."""
ROTAS = (
    (Duty.DESK, (8, 16, 24), ("receptionist", "receptionist2", "receptionist3", "receptionist4")),
    (Duty.ENGINEER, (8, 20), ("engineer", "engineer2", "engineer3", "engineer6", "engineer4")),
    (Duty.DUTY_MANAGER, (8,), ("supervisor", "deputy_manager", "supervisor2", "director")),
)
"""Duty, hours at which a shift of each day begins, and who takes turns."""


@cache
def people() -> dict[str, Member]:
    """Everybody with a login, by login."""
    staff = [
        Member(*row, phone=f"1991000{number:04d}") for number, row in enumerate(PEOPLE, start=1)
    ]
    residents = [
        Member(
            login,
            home.owner.name,
            Role.RESIDENT,
            household_ids=(home.id,),
            phone=home.owner.phone,
        )
        for login, home in sorted(by_login().items())
    ]
    return {one.login: one for one in (*staff, *residents)}


def steward_of(building: str) -> Member:
    """The steward who looks after a building."""
    stewards = (one for one in people().values() if one.role == Role.STEWARD)
    return next(one for one in stewards if building in one.buildings)


def roster(today: date) -> Iterator[Watch]:
    """Every duty around the clock, without a gap, for more than a year."""
    for duty, hours, logins in ROTAS:
        length = timedelta(hours=24 // len(hours))
        turn = 0
        for offset in range(-PAST_DAYS - 1, COMING_DAYS + 1):
            day = today + timedelta(days=offset)
            for hour in hours:
                starts_at = at_local(day, time()) + timedelta(hours=hour)
                login = logins[turn % len(logins)]
                turn += 1
                yield Watch(
                    id=key("shift", f"{duty} {starts_at:%Y%m%d%H}"),
                    person_id=people()[login].id,
                    duty=duty,
                    starts_at=starts_at,
                    ends_at=starts_at + length,
                )
