"""Casework (办理, X01): what every action on a case does: open it, move it on, end it."""

from foundation.errors import ServiceError


class CasePaused(ServiceError):
    """The case is paused; resume it first."""

    code, status = "case_paused", 409
    zh = "案件已暂停，请先恢复。"
