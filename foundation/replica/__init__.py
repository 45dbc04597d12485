"""What a service knows of the directory: communities, households, people and the duty roster.

The directory (住户档案) owns them and publishes changes as events; each service keeps its own copy,
so that no service waits for another. Versions only go up: an older event changes nothing.
"""

from foundation.replica.belonging import belonging
from foundation.replica.queries import (
    Community,
    Company,
    Household,
    Person,
    Resident,
    code_of,
    communities,
    community,
    company,
    household,
    households,
    members_of,
    numbers_meant,
    on_duty,
    people,
    person,
    places,
    staff,
    telephones,
)

__all__ = [
    "Community",
    "Company",
    "Household",
    "Person",
    "Resident",
    "belonging",
    "code_of",
    "communities",
    "community",
    "company",
    "household",
    "households",
    "members_of",
    "numbers_meant",
    "on_duty",
    "people",
    "person",
    "places",
    "staff",
    "telephones",
]
