"""Who may change what about a household (D02)."""

from collections.abc import Set

from contracts.roles import Task, who

CONTACT = frozenset({"phone", "email"})
"""How to reach somebody: the one thing residents change themselves."""
FACTS = frozenset({"owner_name", "name", "relation", "floor", "vacant", "two_person_visit"})
"""What the desk and the stewards learn about a household."""
BILLING = frozenset({"unit_type", "area_m2", "billing_from"})
"""What bills are worked out from."""
IDENTITY = frozenset({"id_number"})
"""Kept confidential; entered by who looked at the document."""

_DESK = CONTACT | FACTS | IDENTITY
EDITABLE: dict[Task, frozenset[str]] = {
    Task.LIVES_HERE: CONTACT,
    Task.SERVES_BUILDINGS: CONTACT | FACTS,
    Task.DESK: _DESK,
    Task.KEEPS_BOOKS: CONTACT | BILLING,
    Task.MANAGES: _DESK | BILLING,
}
"""The fields that whoever does this may change; several add up, others change nothing."""


def editable(roles: Set[str]) -> list[str]:
    """The fields that the roles together may change, in order of the alphabet."""
    allowed: set[str] = set()
    for task, fields in EDITABLE.items():
        if not who(task).isdisjoint(roles):
            allowed |= fields
    return sorted(allowed)


def not_editable(fields: Set[str], roles: Set[str]) -> list[str]:
    """Which of the fields none of the roles may change, in order of the alphabet."""
    return sorted(fields - set(editable(roles)))


OF_MEMBER = {"owner_name": "name", "phone": "phone", "email": "email"}
"""Fields of a household's change that stand at one of its members."""
