"""Webhooks that are kept: entered, listed, given a new secret, ended (P06)."""

import base64
import secrets
from collections.abc import Collection
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import bindparam, func, select, update

from contracts.notices.request_types import (
    CreateWebhookRequest,
    EditWebhookRequest,
    EndWebhookRequest,
    ListWebhooksRequest,
    RotateWebhookRequest,
)
from contracts.notices.webhooks import (
    MOST_WEBHOOKS,
    DeliveryStatus,
    TooManyWebhooks,
    WebhookEnded,
    WebhookState,
)
from contracts.roles import Role
from foundation import replica, scope
from foundation.actor import Actor
from foundation.errors import NotFound
from foundation.sealing import seal
from foundation.storage.store import Store
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.webhooks.operations import posting
from services.notices.webhooks.rules import target_of
from services.notices.webhooks.tables import Webhook, WebhookDelivery

SECRETS: Final = "webhook secrets"
"""For which they are sealed."""
BYTES: Final = 32
OVERLAP: Final = timedelta(days=1)
"""For how long a secret that was replaced still signs."""
SHOWN: Final = timedelta(days=90)
"""For how long one that has ended is still shown."""
HOOKS: Final = Webhook.__table__.c
ROWS: Final = WebhookDelivery.__table__.c
ALL: Final = select(Webhook.__table__).order_by(HOOKS.id.desc())
COUNTS: Final = (
    select(ROWS.webhook_id, ROWS.status, func.count().label("count"))
    .where(ROWS.status.in_((DeliveryStatus.WAITING, DeliveryStatus.GIVEN_UP)))
    .group_by(ROWS.webhook_id, ROWS.status)
)
DROPPED: Final = (
    update(WebhookDelivery)
    .where(ROWS.webhook_id == bindparam("hook"), ROWS.status == DeliveryStatus.WAITING)
    .values(status=DeliveryStatus.DROPPED, due_at=None)
)


def create(store: Store, actor: Actor, data: CreateWebhookRequest) -> dict[str, Any]:
    """Another webhook, with its secret. The host is looked up before anything is written.

    Raise `WebhookUrlUnfit`, `WebhookHostUnknown`, `WebhookAddressPrivate`, `NotFound` for a
    community that the caller does not administer, `TooManyWebhooks`, `SecretMissing`.
    """
    posting.looked_up(target_of(data["url"]))
    with store.write(actor, "notices.create_webhook") as uow:
        if sum(one.ended_at is None for one in uow.rows(ALL)) >= MOST_WEBHOOKS:
            raise TooManyWebhooks(most=MOST_WEBHOOKS)
        id_, secret = uow.new_id(), new_secret()
        hook = Webhook(
            id=id_,
            name=data["name"],
            url=data["url"],
            events=sorted(set(data["events"])),
            communities=places(uow, data["communities"]),
            secret=seal(SECRETS, id_, secret),
            old_secret=None,
            old_until=None,
            claimed_until=uow.now,
            made_at=uow.now,
            made_by=uow.actor.name,
            ended_at=None,
            ended_by=None,
        )
        uow.session.add(hook)
        uow.change_recent()
        uow.subject("webhook", hook.id)
        uow.session.flush()
        return view(uow, hook, {}) | {"secret": secret}


def edit(store: Store, actor: Actor, data: EditWebhookRequest) -> dict[str, Any]:
    """Say anew what a webhook is, by the checks of its making. What waits goes where it leads now.

    Raise `NotFound`, `WebhookEnded`, `StaleEdit`, and what `create` raises of its address and its
    communities.
    """
    with store.read(actor) as uow:  # who may not see it learns nothing of hosts
        found(uow, data["webhook_id"])
    posting.looked_up(target_of(data["url"]))
    with store.write(actor, "notices.edit_webhook") as uow:
        hook = locked(uow, data["webhook_id"])
        uow.check_version(hook)
        hook.name, hook.url = data["name"], data["url"]
        hook.events = sorted(set(data["events"]))
        hook.communities = places(uow, data["communities"])
        hook.version += 1
        uow.change_recent()
        uow.subject("webhook", hook.id)
        uow.session.flush()
        return view(uow, hook, counts_of(uow))


def new_secret() -> str:
    """A secret as Standard Webhooks writes them."""
    return "whsec_" + base64.b64encode(secrets.token_bytes(BYTES)).decode("ascii")


def places(uow: UnitOfWork, codes: Collection[str]) -> list[str] | None:
    """Whose events are told: of the communities of these codes, or of all that the caller
    administers; raise `NotFound` for another."""
    administered = uow.caller.communities(Role.ADMIN)
    if not codes:
        return None if administered is None else sorted(administered)
    known = {code: one for one, code in community_codes(uow).items()}
    found = {known.get(code) for code in codes}
    if None in found or (administered is not None and not found <= administered):
        raise NotFound(field="communities")
    for one in found:
        scope.require_open(one)
    return sorted(one for one in found if one)


def community_codes(uow: UnitOfWork) -> dict[str, str]:
    """The codes of all communities, by their ids."""
    return {one.community_id: one.code for one in replica.communities(uow)}


def list_webhooks(uow: UnitOfWork, _data: ListWebhooksRequest) -> dict[str, Any]:
    """Those of the communities that the caller administers, newest first."""
    counts, since = counts_of(uow), uow.now - SHOWN
    return {
        "items": [
            view(uow, one, counts)
            for one in uow.rows(ALL)
            if is_within(uow, one) and (one.ended_at is None or one.ended_at > since)
        ]
    }


def counts_of(uow: UnitOfWork) -> dict[tuple[str, str], int]:
    """How many deliveries of each webhook wait, and how many were given up."""
    return {(one.webhook_id, one.status): one.count for one in uow.rows(COUNTS)}


def rotate(uow: UnitOfWork, data: RotateWebhookRequest) -> dict[str, Any]:
    """A new secret; the one before signs as well for a day. Raise `NotFound`, `WebhookEnded`."""
    hook = locked(uow, data["webhook_id"])
    secret = new_secret()
    hook.old_secret, hook.old_until = hook.secret, uow.now + OVERLAP
    hook.secret = seal(SECRETS, hook.id, secret)
    uow.subject("webhook", hook.id)
    return view(uow, hook, {}) | {"secret": secret}


def end(uow: UnitOfWork, data: EndWebhookRequest) -> None:
    """Tell it nothing more: what waits is dropped. Raise `NotFound`, `WebhookEnded`."""
    hook = locked(uow, data["webhook_id"])
    hook.ended_at, hook.ended_by = uow.now, uow.actor.name
    uow.session.execute(
        DROPPED, {"hook": hook.id}, execution_options={"synchronize_session": False}
    )
    uow.change_recent()
    uow.subject("webhook", hook.id)


def locked(uow: UnitOfWork, webhook_id: str) -> Webhook:
    """A webhook that is told, locked; raise `NotFound` for one that reaches beyond what the caller
    administers, `WebhookEnded`."""
    return found(uow, webhook_id, lock=True)


def found(uow: UnitOfWork, webhook_id: str, *, lock: bool = False) -> Webhook:
    """A webhook that is told; refusals as of `locked`."""
    hook = uow.session.get(Webhook, webhook_id, with_for_update=lock or None)
    if hook is None or not is_within(uow, hook):
        raise NotFound(field="webhook_id")
    if hook.ended_at is not None:
        raise WebhookEnded
    return hook


def is_within(uow: UnitOfWork, hook: Any) -> bool:
    """Whether a webhook is told of nothing that the caller does not administer."""
    administered = uow.caller.communities(Role.ADMIN)
    if administered is None:
        return True
    return hook.communities is not None and set(hook.communities) <= administered


def view(uow: UnitOfWork, hook: Any, counts: dict[tuple[str, str], int]) -> dict[str, Any]:
    """A webhook as it is shown."""
    names = (
        "id", "name", "url", "events", "version", "made_at", "made_by", "ended_at", "ended_by",
    )  # fmt: skip
    codes = community_codes(uow)
    where = None if hook.communities is None else [codes.get(one, "") for one in hook.communities]
    return {name: getattr(hook, name) for name in names} | {
        "communities": where,
        "state": WebhookState.HOLDS if hook.ended_at is None else WebhookState.ENDED,
        "waiting": counts.get((hook.id, DeliveryStatus.WAITING), 0),
        "given_up": counts.get((hook.id, DeliveryStatus.GIVEN_UP), 0),
    }
