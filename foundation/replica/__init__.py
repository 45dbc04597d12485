"""What a service knows of the directory: households, people and the duty roster.

The directory (业主档案) owns them and tells changes by events; each service keeps its own copy, so
that no service waits for another. Versions only go up: an older event changes nothing.
"""

from foundation.replica.queries import (
    Household,
    Person,
    household,
    households,
    on_duty,
    people,
    person,
    staff,
)

__all__ = ["Household", "Person", "household", "households", "on_duty", "people", "person", "staff"]
