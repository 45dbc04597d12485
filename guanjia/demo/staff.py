"""Who works for the community: somebody in every role, the residents who log in, and the roster."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from contracts.directory.roster import Duty
from contracts.roles import Role
from foundation.clock import at_local
from foundation.scope import FIRST_COMMUNITY
from guanjia.demo.community import by_login
from guanjia.demo.estates import COMPANY_POSTS, Estate, Post, estate, key

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
    community_id: str | None = FIRST_COMMUNITY
    """Where the role is held; None: for the whole company."""

    @classmethod
    def of(cls, post: Post, one: Estate, number: int) -> "Member":
        """Who fills a post in a community."""
        whole = post in COMPANY_POSTS
        return cls(
            post.login if whole else f"{one.prefix}{post.login}",
            post.name,
            post.role,
            post.department,
            one.buildings[slice(*post.buildings)],
            post.skills,
            phone=f"{one.staff_phones}{number:04d}",
            community_id=None if whole else one.id,
        )

    @property
    def is_staff(self) -> bool:
        """Whether they work here."""
        return self.role != Role.RESIDENT

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
            "grants": [{"role": self.role.value, "community_id": self.community_id}],
            "serves": [
                {"building": name, "community_id": self.community_id} for name in self.buildings
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


def people() -> dict[str, Member]:
    """Who works in the community at hand or has a home there, by login; who works for the whole
    company is of the first."""
    one = estate()
    numbered = enumerate(posts(one), start=1)
    staff = [Member.of(post, one, number) for number, post in numbered]
    residents = [
        Member(
            login,
            home.owner.name,
            Role.RESIDENT,
            household_ids=(home.id,),
            phone=home.owner.phone,
            community_id=one.id,
        )
        for login, home in sorted(by_login().items())
    ]
    return {one.login: one for one in (*staff, *residents)}


def posts(one: Estate) -> tuple[Post, ...]:
    """The posts that are filled with a community."""
    return (*one.posts, *COMPANY_POSTS) if one.is_first else one.posts


def member(login: str) -> Member:
    """Somebody of the community at hand, by the login that they would have in 观澜花园; where there
    are fewer, another of the same post."""
    known, here = people(), estate()
    return (
        known.get(f"{here.prefix}{login}")
        or known.get(login)
        or known[here.prefix + login.rstrip("0123456789")]
    )


def steward_of(building: str) -> Member:
    """The steward who looks after a building."""
    stewards = (one for one in people().values() if one.role == Role.STEWARD)
    return next(one for one in stewards if building in one.buildings)


def roster(today: date) -> Iterator[Watch]:
    """Every duty around the clock, without a gap, for more than a year."""
    for duty, hours, logins in estate().rotas:
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
                    person_id=member(login).id,
                    duty=duty,
                    starts_at=starts_at,
                    ends_at=starts_at + length,
                )
