"""Writing the notice of an outage."""

from typing import Any

from contracts.notices.request_types import ComposeOutageRequest
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.outages import rules as outage


def compose_outage(uow: UnitOfWork, data: ComposeOutageRequest) -> dict[str, Any]:
    """The text of a notice of an outage, with all that it must say."""
    del uow
    title, body = outage.text(
        data["supply"], data["reason"], data["begins_at"], data["ends_at"], data["places"]
    )
    return {"title": title, "body": body}
