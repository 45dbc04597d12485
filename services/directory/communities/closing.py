"""Closing a community that the company does not look after any more, and reopening it (P01).

Nothing of it is deleted: the replicas tell every service, and a closed one takes nothing new
(`foundation.scope.beginning`).
"""

from collections.abc import Iterable
from typing import Any

from contracts.directory.communities import CommunityOpen, LastCommunity
from contracts.directory.request_types import (
    CloseCommunityRequest,
    OneCommunityRequest,
    ReopenCommunityRequest,
)
from foundation.errors import CommunityClosed
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.communities.operations import (
    COMMUNITIES,
    called,
    community_changed,
    locked,
    of_known,
    require_everywhere,
    whole_view,
)


def needs_community(uow: UnitOfWork, data: OneCommunityRequest) -> dict[str, Any]:
    """Whether a community may be closed at all: the directory has nothing that is brought to an
    end before. Raise as `close`."""
    require_everywhere(uow)
    require_closable(uow.rows(COMMUNITIES), data["community_id"])
    return {"reasons": []}


def close(uow: UnitOfWork, data: CloseCommunityRequest) -> dict[str, Any]:
    """Close a community. The caller has asked all services whether anything is open there.

    Raise `CompanyOnly`, `NotFound`, `StaleEdit`, `CommunityClosed` for one that is, and
    `LastCommunity`.
    """
    require_everywhere(uow)
    known = locked(uow)
    community = of_known(known, data["community_id"])
    uow.check_version(community)
    require_closable(known, community.id)
    community.closed_at, community.closed_reason = uow.now, data["reason"]
    community_changed(uow, community)
    return whole_view(uow, community)


def reopen(uow: UnitOfWork, data: ReopenCommunityRequest) -> dict[str, Any]:
    """Look after it again. Raise `CompanyOnly`, `NotFound`, `StaleEdit`, and `CommunityOpen`."""
    require_everywhere(uow)
    community = of_known(locked(uow), data["community_id"])
    uow.check_version(community)
    if community.closed_at is None:
        raise CommunityOpen(name=called(community))
    community.closed_at, community.closed_reason = None, ""
    community_changed(uow, community)
    return whole_view(uow, community)


def require_closable(known: Iterable[Any], community_id: str) -> None:
    """Raise `NotFound`, `CommunityClosed` for one that is closed, and `LastCommunity` for the last
    one that is not."""
    community = of_known(known, community_id)
    if community.closed_at is not None:
        raise CommunityClosed(name=called(community))
    if all(one.closed_at is not None for one in known if one.id != community_id):
        raise LastCommunity
