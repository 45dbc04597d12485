"""Reading (阅读与确认): of a notice, for the household or oneself."""

from foundation.errors import ServiceError


class NotAddressed(ServiceError):
    """This notice is not addressed to you."""

    code, status = "not_addressed", 403
    zh = "这份公告不是发给您的。"


class NothingToAcknowledge(ServiceError):
    """This notice does not ask for an acknowledgement."""

    code, status = "nothing_to_acknowledge", 409
    zh = "这份公告不需要确认。"
