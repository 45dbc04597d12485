"""Payloads as their schemas load them. Written by `make docs`; do not edit."""

from typing import Any, TypedDict


class NothingRequest(TypedDict):
    """`contracts.base.Nothing`, loaded."""


class ChangePolicyRequest(TypedDict):
    """`contracts.service_admin.ChangePolicy`, loaded."""

    name: str
    value: Any


class AuditQueryRequest(TypedDict):
    """`contracts.service_admin.AuditQuery`, loaded."""

    limit: int
    cursor: str | None
    subject_id: str | None
    actor_id: str | None
