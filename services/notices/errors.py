"""Refusals of notices."""

from foundation.errors import ServiceError


class NoticeError(ServiceError):
    """Notices refused the request."""


class NoticeWrongState(NoticeError):
    """The state of the notice does not allow this."""

    code = "notice_wrong_state"


class ApprovalMissing(NoticeError):
    """Notices of this kind must be approved first (N01)."""

    code = "approval_missing"


class AuthorCannotApprove(NoticeError):
    """Whoever wrote a notice cannot approve it or send it back (N01)."""

    code = "author_cannot_approve"


class NotTheAuthor(NoticeError):
    """Only its author or a manager changes or submits a notice."""

    code = "not_the_author"


class AlreadyExpired(NoticeError):
    """The notice would have expired before it is published."""

    code = "already_expired"


class AudienceEmpty(NoticeError):
    """At present the audience has nobody in it (N03)."""

    code = "audience_empty"


class NotAddressed(NoticeError):
    """The notice is not addressed to the caller."""

    code = "not_addressed"


class NothingToAcknowledge(NoticeError):
    """The notice does not ask for an acknowledgement (N04)."""

    code = "nothing_to_acknowledge"


class BuildingNotAddressed(NoticeError):
    """The notice does not hang in this building (N02)."""

    code = "building_not_addressed"


class AlreadyHandedOver(NoticeError):
    """The copy was handed over already, or is no longer needed (N04)."""

    code = "already_handed_over"
