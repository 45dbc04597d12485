"""A stand-in for the services, for what real ones cannot be made to answer at will."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Call:
    """One call that the gateway made."""

    service: str
    method: str
    data: dict[str, Any]
    context: Mapping[str, str]


def opens(data: dict[str, Any]) -> dict[str, Any]:
    """What a session opens: in tests its id says it, see `tests.api.logins.opened`."""
    claims: dict[str, Any] = json.loads(data["session_id"])
    return claims


ASKED_ANYWAY = {"session", "all_communities", "site"}
USUAL: Mapping[str, Any] = {
    "directory.clock_offset": 0,
    "directory.session": opens,
    "directory.all_communities": {"items": []},
    "directory.site": {"public_url": "", "entered": True},
    "directory.list_communities": {"items": []},
    "directory.paper_head": {},
    "directory.issuer_of_paper": {},
    "complaints.categories": {"items": []},
    "complaints.departments": {"items": []},
    "complaints.quick_replies": {"items": []},
    "directory.opening": {"items": []},
    **{
        f"{service}.history": {"items": [], "next_cursor": None}
        for service in ("billing", "complaints", "directory", "notices")
    },
}


@dataclass
class StandIn:
    """Answers with what was put in `answers`, by `service.method`; raises what is an exception.

    What the gateway asks to know whom it lets in stands in `asked`, all else in `calls`.
    """

    answers: dict[str, Any] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    session_calls: list[Call] = field(default_factory=list)

    def call(
        self,
        service: str,
        method: str,
        data: dict[str, Any],
        context: Mapping[str, str],
        timeout: float | None = None,
    ) -> Any:
        """Note the call and answer it."""
        noted = self.session_calls if method in ASKED_ANYWAY else self.calls
        noted.append(Call(service, method, data, context))
        answer = {**USUAL, **self.answers}.get(f"{service}.{method}", {"id": "an-id"})
        if callable(answer):
            answer = answer(data)
        if isinstance(answer, Exception):
            raise answer
        return answer

    @property
    def last(self) -> Call:
        """The latest call."""
        return self.calls[-1]
