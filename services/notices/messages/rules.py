"""What a message is about, so that it leads there."""

from dataclasses import dataclass

from contracts.notices.messages import SubjectKind

SEALED = "sealed_link"
"""The fact that holds a link which only its receiver may read."""
LINK = "[link]"
"""What stands for it in the text until the message leaves."""


@dataclass(frozen=True)
class Subject:
    """A case, repair, bill …, by its kind and id."""

    kind: SubjectKind
    id: str
