"""Loaded into Schemathesis: every operation is called by somebody who may call it.

`GUANJIA_FUZZ_TOKENS` holds the access tokens by role, as JSON.
"""

import json
import os
from typing import Any

import schemathesis

TOKENS: dict[str, str] = json.loads(os.environ.get("GUANJIA_FUZZ_TOKENS", "{}"))


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
