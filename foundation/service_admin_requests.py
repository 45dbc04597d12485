"""Payloads as their schemas load them. Written by `make docs`; do not edit."""

from datetime import date
from typing import Any, TypedDict


class ListPoliciesRequest(TypedDict):
    """`contracts.service_admin.ListPolicies`, loaded."""

    community: str | None


class GetPolicyRequest(TypedDict):
    """`contracts.service_admin.GetPolicy`, loaded."""

    name: str
    community: str | None


class ChangePolicyRequest(TypedDict):
    """`contracts.service_admin.ChangePolicy`, loaded."""

    name: str
    value: Any | None
    community: str | None
    from_day: date | None
    reason: str | None
    dry_run: bool


class WithdrawPolicyChangeRequest(TypedDict):
    """`contracts.service_admin.WithdrawPolicyChange`, loaded."""

    name: str
    change_id: str


class AuditQueryRequest(TypedDict):
    """`contracts.service_admin.AuditQuery`, loaded."""

    limit: int
    cursor: str | None
    subject_id: str | None
    actor_id: str | None
    from_day: date | None
    to_day: date | None


class RetentionQueryRequest(TypedDict):
    """`contracts.service_admin.RetentionQuery`, loaded."""

    from_day: date
    to_day: date


class HistoryQueryRequest(TypedDict):
    """`contracts.service_admin.HistoryQuery`, loaded."""

    limit: int
    cursor: str | None
    kind: str
    subject_ids: list[str]


class NothingRequest(TypedDict):
    """`contracts.base.Nothing`, loaded."""
