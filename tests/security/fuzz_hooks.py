"""Loaded into Schemathesis: every operation is called by somebody who may call it.

`GUANJIA_FUZZ_TOKENS` holds the access tokens by role, as JSON. `GUANJIA_FUZZ_KNOWN`, ids by the
name of their field: walks along the links use them, and read whole lists, since what was invented
leads nowhere.
"""

import json
import os
from typing import Any

import schemathesis

TOKENS: dict[str, str] = json.loads(os.environ.get("GUANJIA_FUZZ_TOKENS", "{}"))
KNOWN: dict[str, str] = json.loads(os.environ.get("GUANJIA_FUZZ_KNOWN", "{}"))


@schemathesis.hook
def map_query(context: Any, query: Any) -> Any:
    """Read lists from their beginning, unfiltered."""
    if not KNOWN or not query:
        return query
    parameters = context.operation.definition.raw.get("parameters", [])
    required = {p.get("name") for p in parameters if p.get("required")}
    return {name: value for name, value in query.items() if name in required}


@schemathesis.hook
def map_body(context: Any, body: Any) -> Any:
    """Speak of those who are there."""
    if not isinstance(body, dict):
        return body
    return body | {name: id_ for name, id_ in KNOWN.items() if name in body}


@schemathesis.auth(refresh_interval=None)
class ByRole:
    """The bearer token of the first role that the operation's `x-roles` name."""

    def get(self, case: Any, context: Any) -> str | None:
        """The token, or None where anybody may call."""
        roles = sorted(context.operation.definition.raw["x-roles"])
        return TOKENS.get(roles[0])

    def set(self, case: Any, data: str | None, context: Any) -> None:
        """Send it along."""
        if data is not None:
            case.headers["Authorization"] = f"Bearer {data}"
