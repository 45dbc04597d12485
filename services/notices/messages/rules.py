"""What a message is about, so that it leads there."""

from dataclasses import dataclass

from contracts.notices.messages import SubjectKind


@dataclass(frozen=True)
class Subject:
    """A case, repair, bill …, by its kind and id."""

    kind: SubjectKind
    id: str
