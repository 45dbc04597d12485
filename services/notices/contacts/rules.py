"""Whom a row is about, as one text."""


def target(household_id: str | None, person_id: str | None, side: str | None = None) -> str:
    """Whom a row is about, as one text: a person, a household, or one side of it."""
    if household_id is None:
        return f"person:{person_id}"
    return f"household:{household_id}" + (f":{side}" if side else "")


def side_of(target: str) -> str | None:
    """Which side of a household a row is for; None: whoever it is about, as a whole."""
    return target.split(":")[2] if target.count(":") == 2 else None
