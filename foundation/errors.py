"""Refusals with a stable code. The docstring of a class is its default message."""

from collections.abc import Mapping
from typing import Any, ClassVar


class ServiceError(Exception):
    """The request was refused."""

    code: ClassVar[str] = "service_error"

    def __init__(
        self,
        detail: str | None = None,
        *,
        field: str | None = None,
        errors: Mapping[str, Any] | None = None,
        **params: Any,
    ) -> None:
        self.detail = detail or (type(self).__doc__ or "").strip().splitlines()[0]
        self.errors: dict[str, Any] = dict(errors or {})
        if field:
            self.errors.setdefault(field, [self.detail])
        self.params = params
        super().__init__(self.detail)


class RemoteRefusal(ServiceError):
    """A refusal that another service sent; it carries that service's code."""

    def __init__(self, code: str, detail: str, errors: Any, params: Any) -> None:
        super().__init__(detail, errors=errors, **(params or {}))
        self.code = code  # type: ignore[misc]


class InvalidInput(ServiceError):
    """The input is not valid."""

    code = "invalid_input"


class NotFound(ServiceError):
    """There is no such thing, or it is not yours to see."""

    code = "not_found"


class NotAuthenticated(ServiceError):
    """Nobody is logged in, or the token has expired."""

    code = "not_authenticated"


class Forbidden(ServiceError):
    """Your role does not allow this."""

    code = "forbidden"


class NotYourHousehold(ServiceError):
    """This household is not yours."""

    code = "not_your_household"


class StaleEdit(ServiceError):
    """Somebody changed it after you read it."""

    code = "stale_edit"


class IdempotencyMismatch(ServiceError):
    """The idempotency key was used before with another request."""

    code = "idempotency_mismatch"


class ForbiddenPhrase(ServiceError):
    """The text says what must not be said to residents (C08)."""

    code = "forbidden_phrase"


class ServiceAway(ServiceError):
    """The service does not answer at the moment."""

    code = "service_away"


class ServiceTimeout(ServiceError):
    """The service did not answer in time; whether it acted is unknown."""

    code = "service_timeout"


class InternalError(ServiceError):
    """Something went wrong on our side; it has been logged."""

    code = "internal_error"


class StorageAway(ServiceError):
    """The records cannot be read or written at the moment."""

    code = "storage_unavailable"


class OutcomeUnknown(StorageAway):
    """The records went away while they were being written; whether they were is unknown."""

    code = "outcome_unknown"
