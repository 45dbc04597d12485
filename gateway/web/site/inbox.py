"""Messages of the office to me, whoever I am; a bell on every page says how many are unread."""

from flask import request

from contracts.notices import methods
from gateway.web.calls import call
from gateway.web.pages import page
from gateway.web.site.group import pages
from gateway.web.site.subjects import leads_to
from gateway.web.visitor import visitor


@pages.get("/messages")
def messages() -> str:
    """My messages, newest first."""
    found = call(methods.MESSAGES, limit=30, cursor=request.args.get("cursor"))
    return page("site/messages.html", messages=found)


@pages.get("/messages/<message_id>")
def message(message_id: str) -> str:
    """One message; who opens it has read it."""
    found = call(methods.READ_MESSAGE, message_id=message_id)
    return page("site/message.html", message=found, address=leads_to(found, visitor()))


@pages.get("/messages/unread")
def bell() -> str:
    """The bell alone, which pages fetch by themselves: none of them waits for it."""
    return page("frame/bell.html", unread=call(methods.MESSAGES, limit=1)["unread"])
