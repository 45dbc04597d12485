"""A stand-in for the services, for what real ones cannot be made to answer at will."""

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


USUAL: Mapping[str, Any] = {"directory.clock_offset": 0}


@dataclass
class StandIn:
    """Answers with what was put in `answers`, by `service.method`; raises what is an exception."""

    answers: dict[str, Any] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)

    def call(
        self,
        service: str,
        method: str,
        data: dict[str, Any],
        context: Mapping[str, str],
        timeout: float | None = None,
    ) -> Any:
        """Note the call and answer it."""
        self.calls.append(Call(service, method, data, context))
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
