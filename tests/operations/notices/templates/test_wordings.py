"""P05, P01, C08: messages are worded as shipped, as the company or as a community words them."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from contracts.notices.templates import Purpose
from foundation import owned
from foundation.actor import Actor, Grant
from foundation.errors import Forbidden, ForbiddenPhrase, InvalidInput, StaleEdit
from foundation.scope import FIRST_COMMUNITY, Scope
from foundation.storage.store import Store
from foundation.storage.tables import audit
from services.notices.messages.tables import Message
from services.notices.service import NoticesService as Notices
from services.notices.templates import wordings
from services.notices.templates.rules import TEMPLATES
from services.notices.templates.tables import MessageWording
from tests.operations.conftest import deliver, perform, put_household
from tests.operations.notices.conftest import member
from tests.operations.notices.door.test_doors import BILL
from tests.support.community import HERE, OTHER, THERE

pytestmark = pytest.mark.both_databases
BILL_ISSUED = "bill_issued"
OURS = "您好，{period}账单（{number}）请查收，{payable_zh}。"


def person(role: str, *communities: str | None) -> Actor:
    """Somebody who holds a role there; None: for the company."""
    held = frozenset(Grant(role, one) for one in communities or (FIRST_COMMUNITY,))
    return Actor(f"p-{role}", "赵总", frozenset({role}), grants=held)


OF_ALL, HERS, THEIRS = (person("director", one) for one in (None, FIRST_COMMUNITY, OTHER))


def change(store: Store, by: Actor = OF_ALL, purpose: str = BILL_ISSUED, **said: Any) -> Any:
    return perform(store, Notices.change_template, by, purpose=purpose, **said)


def shown(store: Store, by: Actor = OF_ALL, purpose: str = BILL_ISSUED) -> Any:
    return perform(store, Notices.get_template, by, purpose=purpose)


def sent(store: Store, where: Scope = HERE) -> str:
    """The latest message of a bill there."""
    with store.read(scope=where) as uow:
        found = select(Message.text_zh).where(Message.purpose == BILL_ISSUED)
        return str(uow.session.scalars(found.order_by(Message.id.desc())).first())


@pytest.fixture
def two(store: Store) -> Store:
    """Two communities."""
    put_household(store, "t-h1", where=THERE, members=[member("t-r1")])
    return store


def test_P05_a_message_leaves_as_it_is_worded(store: Store) -> None:
    made = change(store, text_zh=OURS)
    assert made["source"] == "company" and made["version"] == 2
    deliver(store, Notices, "on_bill_issued", **BILL | {"household_id": "h1"})
    assert sent(store).startswith("您好，2026年第4季度账单（")
    assert "请查收" in sent(store) and "{" not in sent(store)
    before = perform(store, Notices.take_back_template, OF_ALL, purpose=BILL_ISSUED)
    assert before["source"] == "code"
    assert before["wording"]["text_zh"] == TEMPLATES[Purpose.BILL_ISSUED].text_zh


def test_P01_P05_a_community_s_wording_goes_before_the_company_s(two: Store) -> None:
    change(two, title_zh="公司的{period}账单")
    change(two, by=THEIRS, title_zh="南苑的{period}账单")
    titles = [shown(two, by)["wording"]["title_zh"] for by in (THEIRS, HERS, OF_ALL)]
    assert titles == ["南苑的{period}账单", "公司的{period}账单", "公司的{period}账单"]
    assert shown(two, THEIRS)["source"] == "community"
    perform(two, Notices.take_back_template, THEIRS, purpose=BILL_ISSUED)
    assert shown(two, THEIRS)["wording"]["title_zh"] == "公司的{period}账单"


def test_P01_without_the_owner_a_community_s_wording_would_be_everybody_s(
    two: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(owned, "owner", lambda *_: None)
    change(two, by=THEIRS, title_zh="南苑的{period}账单")
    assert shown(two, HERS)["wording"]["title_zh"] == "南苑的{period}账单"


@pytest.mark.parametrize(
    ("purpose", "said"),
    [
        (BILL_ISSUED, {"text_zh": "您好，{owner}"}),
        (BILL_ISSUED, {"title_en": "{number.__class__}"}),
        (BILL_ISSUED, {"title_en": "{number:>999999}"}),
        (BILL_ISSUED, {"title_en": "{number!r}"}),
        (BILL_ISSUED, {"text_en": "{number"}),
        (BILL_ISSUED, {"text_en": "{}"}),
        ("complaint_answered", {"text_zh": "已答复。"}),
        ("password_forgotten", {"text_en": "Set a new password."}),
        ("dunning_message", {"text_zh": "请缴费。"}),
    ],
)
def test_P05_placeholders_are_those_of_the_message_and_what_it_is_sent_for_stays(
    store: Store, purpose: str, said: dict[str, str]
) -> None:
    with pytest.raises(InvalidInput) as refused:
        change(store, purpose=purpose, **said)
    assert set(refused.value.errors) == set(said)
    assert shown(store, purpose=purpose)["source"] == "code"


def test_C08_what_must_not_be_said_to_residents_is_refused_and_to_staff_is_not(
    store: Store,
) -> None:
    with pytest.raises(ForbiddenPhrase) as refused:
        change(store, text_zh="不缴费就停水停电。{payable_zh}")
    assert "text_zh" in refused.value.errors
    change(store, purpose="roster_gap", text_zh="急什么烦死人了，{duty_zh}无人值班。")


def test_C08_without_the_check_it_would_stand(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control; the message itself would be blocked."""
    monkeypatch.setattr(wordings, "require_fit", lambda *_, **__: None)
    change(store, text_zh="不缴费就停水停电。{payable_zh}")
    assert shown(store)["source"] == "company"


def test_P05_a_preview_changes_nothing(store: Store) -> None:
    planned = change(store, text_zh=OURS, dry_run=True)
    assert (
        "请查收" in planned["sample"]["text_zh"] and "物业服务中心" in planned["sample"]["text_zh"]
    )
    assert shown(store)["source"] == "code"


def test_P05_an_edit_names_the_version_that_was_read_and_is_in_the_audit_trail(
    store: Store,
) -> None:
    change(store, text_zh=OURS)
    with pytest.raises(StaleEdit):
        change(store, by=replace(OF_ALL, if_match="1"), text_zh=OURS)
    with store.read() as uow:
        rows = uow.session.execute(select(audit))
        told = [row.changes for row in rows]
        assert "请查收" in str(told)


def test_P05_what_a_later_release_does_not_fill_in_is_passed_over(store: Store) -> None:
    """A wording that names a fact of the release before keeps no message from leaving."""
    shipped = TEMPLATES[Purpose.BILL_ISSUED]
    with store.write() as uow:
        uow.session.add(
            MessageWording(
                purpose=BILL_ISSUED, title_zh="{gone}", title_en=shipped.title_en,
                text_zh=shipped.text_zh, text_en=shipped.text_en, version=2,
            )
        )  # fmt: skip
    assert shown(store)["source"] == "code"
    deliver(store, Notices, "on_bill_issued", **BILL | {"household_id": "h1"})
    assert sent(store) != "None"


@pytest.mark.parametrize("role", ["supervisor", "receptionist", "finance", "admin", "resident"])
def test_P05_deputies_and_directors_word_messages(store: Store, role: str) -> None:
    with pytest.raises(Forbidden):
        change(store, by=person(role), text_zh=OURS)


def test_P05_every_message_is_listed_with_a_sample(store: Store) -> None:
    items = perform(store, Notices.list_templates, person("finance"))["items"]
    assert {one["purpose"] for one in items} == set(Purpose) - {Purpose.NOTICE}
    assert not any("{" in text for one in items for text in one["sample"].values())
    assert not any(one["may_change"] for one in items)
