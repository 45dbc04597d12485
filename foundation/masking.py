"""How numbers that identify a person are shown, and to whom: one rule for every place (D03).

A whole number stands in no list and on no page of the staff. Residents see their own. Who needs
one for the work gets it by a look that is logged: `reveal` and `reveal_contact`.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from foundation.actor import Actor

MOBILE = re.compile(r"(?<![0-9])1[3-9][0-9]{9}(?![0-9])")


def mask_phone(phone: str | None) -> str:
    """Keep the first three and the last four digits of a number; shorter ones lose more."""
    if not phone:
        return ""
    if len(phone) < 7:
        return "*" * len(phone)
    head = 3 if len(phone) >= 10 else 0
    return phone[:head] + "*" * (len(phone) - head - 4) + phone[-4:]


def mask_numbers(said: Any) -> Any:
    """Texts, lists and mappings with the mobile numbers in them masked."""
    if isinstance(said, str):
        return MOBILE.sub(lambda found: mask_phone(found[0]), said)
    if isinstance(said, Mapping):
        return {name: mask_numbers(one) for name, one in said.items()}
    return [mask_numbers(one) for one in said] if isinstance(said, list | tuple) else said


def mask_name(name: str | None) -> str:
    """Keep the first character: 王芳 becomes 王*, however many there are of a longer name."""
    return name[0] + "*" * min(2, len(name) - 1) if name else ""


def phone_shown(actor: Actor, phone: str | None, *, own: bool) -> str | None:
    """A number as a view shows it: whole to a resident whose own it is, else masked."""
    if not phone or (own and not actor.is_staff):
        return phone
    return mask_phone(phone)


def may_look(
    actor: Actor, phone: str | None, *, callers: Iterable[str], has_the_task: bool
) -> bool:
    """Whether somebody of the staff may see a whole number by a look that is logged: who calls
    residents, and whoever has the task that the number was given for."""
    if not phone or not actor.is_staff:
        return False
    return actor.has(*callers) or has_the_task
