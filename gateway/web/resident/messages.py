"""Messages of the office to me."""

from flask import request

from contracts.notices import methods
from gateway.web.asking import ask
from gateway.web.pages import page
from gateway.web.resident.group import pages


@pages.get("/messages")
def messages() -> str:
    """My messages, newest first."""
    found = ask(methods.MESSAGES, limit=30, cursor=request.args.get("cursor"))
    return page("resident/messages.html", messages=found)


@pages.get("/messages/<message_id>")
def message(message_id: str) -> str:
    """One message; who opens it has read it."""
    return page("resident/message.html", message=ask(methods.READ_MESSAGE, message_id=message_id))
