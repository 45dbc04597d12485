"""How a refusal is shown to a person, in both languages."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """HTTP status and wording of one stable code; `{name}` stands for a parameter."""

    status: int
    zh: str
    en: str
