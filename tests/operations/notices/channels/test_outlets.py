"""P02: by what messages leave the house is set on a page, kept sealed, and tried out at once."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from contracts.directory.communities import CompanyOnly
from contracts.notices.channels import OutletRefused, OutletUnset, OutletUnusable
from foundation import config
from foundation.actor import Actor, Grant
from foundation.errors import Forbidden, InvalidInput, SecretMissing, StaleEdit
from foundation.replica.handlers import put
from foundation.scope import FIRST_COMMUNITY
from foundation.storage.store import Store
from foundation.storage.tables import community_replica
from guanjia.secrets import reseal_rows
from services.notices.channels.operations import outlet
from services.notices.channels.tables import Outlet
from services.notices.sending.operations import send as sending
from services.notices.service import NoticesService as Notices
from tests.operations.conftest import deliver, perform
from tests.operations.notices.sending.test_sending import DUNNING
from tests.support.community import OTHER
from tests.support.smtp import MailServer, mail_server

SECRET = "s" * 40


@pytest.fixture(autouse=True)
def secret() -> Iterator[None]:
    """An installation with a secret, and without channels of its configuration."""
    before = config.settings()
    config.use(replace(before, secret_key=SECRET, smtp_url=None))
    yield
    config.use(before)


@pytest.fixture
def mail() -> Iterator[MailServer]:
    """A mail server that nothing is said of."""
    with mail_server() as server:
        yield server


@pytest.fixture
def admin(actor: Callable[..., Actor]) -> Actor:
    return actor("admin")


def change(store: Store, by: Actor, channel: str, url: str | None) -> Any:
    version = next(
        one["version"] for one in perform(store, Notices.list_outlets, by)["items"]
        if one["channel"] == channel
    )  # fmt: skip
    return perform(
        store, Notices.change_outlet, replace(by, if_match=str(version)), channel=channel, url=url
    )


def test_P02_a_mail_server_set_on_the_page_takes_messages_without_a_restart(
    store: Store, admin: Actor, mail: MailServer
) -> None:
    deliver(store, Notices, "on_dunning_step_taken", **DUNNING)
    assert sending.claim(store, "email") == []
    made = change(store, admin, "email", mail.url)
    assert made["source"] == "page"
    deliver(store, Notices, "on_dunning_step_taken", **DUNNING | {"household_id": "h2"})
    assert sending.send_due(store, outlet.send) == 1
    assert len(mail.received) == 1
    change(store, admin, "email", None)
    assert sending.claim(store, "email") == []


def test_P02_an_address_is_sealed_and_its_secret_never_shown(store: Store, admin: Actor) -> None:
    url = "smtps://desk:quiet%40Harbour@mail.example.org:465?from=desk@example.org"
    made = change(store, admin, "email", url)
    assert made["shown"] == "smtps://desk@mail.example.org:465 (desk@example.org)"
    sms = change(store, admin, "sms", "json://key-of-mine@sms.example.org/{address}")
    assert "key-of-mine" not in str(sms)
    with store.read() as uow:
        kept = list(uow.session.scalars(select(Outlet.sealed)))
    assert not any("Harbour" in str(one) or "key-of-mine" in str(one) for one in kept)
    config.use(replace(config.settings(), secret_key="t" * 40))
    with store.read() as uow:  # with another secret nothing is opened, and nothing sent anywhere
        assert outlet.address_of(uow, "email") is None


def test_P08_an_address_goes_on_under_a_new_key(store: Store, admin: Actor) -> None:
    url = "smtp://desk:lamp@mail.example.org"
    change(store, admin, "email", url)
    before, after = config.settings(), "t" * 40
    config.use(replace(before, secret_key=after, previous_secret_key=SECRET))
    assert reseal_rows(store, "notices")["addresses of channels"] == 1
    config.use(replace(before, secret_key=after))
    with store.read() as uow:
        assert outlet.address_of(uow, "email") == url


def test_P02_a_test_message_says_at_once_what_came_of_it(
    store: Store, admin: Actor, mail: MailServer
) -> None:
    with pytest.raises(OutletUnset):
        perform(store, Notices.send_test_message, admin, channel="email", to="a@example.org")
    change(store, admin, "email", mail.url)
    perform(store, Notices.send_test_message, admin, channel="email", to="a@example.org")
    [sent] = mail.received
    assert sent["To"] == "a@example.org"
    assert state(store, admin)["test_error"] == "" and state(store, admin)["tested_at"]
    mail.refusing = True
    with pytest.raises(OutletRefused):
        perform(store, Notices.send_test_message, admin, channel="email", to="a@example.org")
    assert "451" in state(store, admin)["test_error"]
    change(store, admin, "email", "smtp://127.0.0.1:9")
    assert (state(store, admin)["tested_at"], state(store, admin)["test_error"]) == (None, "")


def state(store: Store, by: Actor) -> Any:
    return perform(store, Notices.list_outlets, by)["items"][0]


@pytest.mark.parametrize(
    ("channel", "url"),
    [
        ("email", "https://mail.example.org"), ("email", "mailto://desk"),
        ("email", "smtp://mail.example.org?from=desk"), ("sms", "nonsense://x"),
    ],
)  # fmt: skip
def test_P02_an_address_that_cannot_be_used_is_refused(
    store: Store, admin: Actor, channel: str, url: str
) -> None:
    with pytest.raises(OutletUnusable):
        change(store, admin, channel, url)
    assert {one["source"] for one in perform(store, Notices.list_outlets, admin)["items"]} == {
        "none"
    }


@pytest.mark.parametrize("url", ["smtp://mail:99999", "x", "smtp://a\nb"])
def test_P02_what_is_no_address_names_its_field(store: Store, admin: Actor, url: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        change(store, admin, "email", url)
    assert "url" in str(vars(refused.value))


def test_P02_a_test_goes_to_an_address_of_the_channel(store: Store, admin: Actor) -> None:
    change(store, admin, "email", "smtp://127.0.0.1:9")
    for channel, to in (("email", "13800138000"), ("sms", "a@example.org")):
        with pytest.raises(InvalidInput) as refused:
            perform(store, Notices.send_test_message, admin, channel=channel, to=to)
        assert "to" in str(vars(refused.value))


def test_P02_channels_are_the_companys(store: Store, actor: Callable[..., Actor]) -> None:
    with store.write() as uow:
        for number, one in enumerate((FIRST_COMMUNITY, OTHER)):
            named = {"name": one, "code": f"C{number}", "version": 1}
            put(uow, community_replica, {"community_id": one, **named})
    of_one = actor("admin", grants=frozenset({Grant("admin", FIRST_COMMUNITY)}))
    everywhere = actor("admin", grants=frozenset({Grant("admin", None)}))
    assert perform(store, Notices.list_outlets, of_one)["editable"] is False
    with pytest.raises(CompanyOnly):
        change(store, of_one, "email", "smtp://mail.example.org")
    with pytest.raises(CompanyOnly):
        perform(store, Notices.send_test_message, of_one, channel="email", to="a@example.org")
    assert change(store, everywhere, "email", "smtp://mail.example.org")["source"] == "page"


@pytest.mark.parametrize("role", ["director", "finance", "receptionist", "resident"])
def test_P02_nobody_else_sees_or_sets_them(
    store: Store, actor: Callable[..., Actor], role: str
) -> None:
    for entrypoint, given in (
        (Notices.list_outlets, {}),
        (Notices.change_outlet, {"channel": "email", "url": None}),
        (Notices.send_test_message, {"channel": "email", "to": "a@example.org"}),
    ):
        with pytest.raises(Forbidden):
            perform(store, entrypoint, actor(role), **given)


def test_P02_an_edit_of_what_was_changed_since_is_refused(store: Store, admin: Actor) -> None:
    change(store, admin, "email", "smtp://mail.example.org")
    old = replace(admin, if_match="0")
    with pytest.raises(StaleEdit):
        perform(store, Notices.change_outlet, old, channel="email", url=None)


def test_P02_without_a_secret_nothing_is_kept(store: Store, admin: Actor) -> None:
    config.use(replace(config.settings(), secret_key=""))
    with pytest.raises(SecretMissing):
        change(store, admin, "email", "smtp://mail.example.org")
    assert state(store, admin)["source"] == "none"
