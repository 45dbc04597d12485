"""What a service knows of the directory: households, people and the duty roster.

The directory (住户档案) owns them and tells changes by events; each service keeps its own copy, so
that no service waits for another. Versions only go up: an older event changes nothing.
"""

from foundation.replica.belonging import belonging
from foundation.replica.queries import (
    Household,
    Person,
    Resident,
    departments,
    household,
    households,
    members_of,
    on_duty,
    people,
    person,
    staff,
)

__all__ = [
    "Household",
    "Person",
    "Resident",
    "belonging",
    "departments",
    "household",
    "households",
    "members_of",
    "on_duty",
    "people",
    "person",
    "staff",
]
