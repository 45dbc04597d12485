"""Reading one's own messages."""

from typing import Any

from contracts.notices.request_types import OneMessageRequest
from foundation.errors import NotFound
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.inbox.queries import is_mine, view
from services.notices.messages.tables import Message


def read_message(uow: UnitOfWork, data: OneMessageRequest) -> dict[str, Any]:
    """Note that a message was read, the first time; raise `NotFound` for those of others."""
    message = uow.load(Message, data["message_id"])
    if not is_mine(uow, message):
        raise NotFound
    uow.subject("message", message.id)
    message.read_at = message.read_at or uow.now
    return view(message, uow.actor.language)
