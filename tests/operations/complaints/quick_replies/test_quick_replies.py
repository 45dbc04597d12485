"""Quick replies (常用语, C07): a shared, searchable library with placeholders."""

from typing import Any

import pytest

from foundation import owned
from foundation.actor import Actor, Grant
from foundation.errors import (
    Forbidden,
    ForbiddenPhrase,
    InvalidInput,
    NotFound,
    NothingBelow,
    StaleEdit,
)
from foundation.scope import FIRST_COMMUNITY
from services.complaints.quick_replies import operations
from services.complaints.quick_replies.rules import SHIPPED
from tests.operations.complaints.conftest import Answer, Desk
from tests.operations.conftest import put_household
from tests.support.community import OTHER, THERE

NEW = {
    "title_zh": "已约时间",
    "text_zh": "{name}您好，已约定上门时间。",
    "uses": ["answer", "repair"],
}

pytestmark = pytest.mark.both_databases


def listed(desk: Desk, by: Actor | None = None, **data: Any) -> dict[str, Answer]:
    """By their codes."""
    found = desk.call("quick_replies", by or desk.receptionist, **data)["items"]
    return {one["code"]: one for one in found}


def edit(desk: Desk, code: str, by: Actor | None = None, **data: Any) -> Answer:
    return dict(desk.call("edit_quick_reply", by or desk.supervisor, code=code, **data))


def test_C07_the_courteous_phrases_of_the_trade_are_there_from_the_start(desk: Desk) -> None:
    known = listed(desk)
    assert list(known) == list(SHIPPED) and list(known)[:3] == ["greeting", "patience", "thanks"]
    assert "谢谢您的批评指正" in known["thanks"]["text"] and known["thanks"]["source"] == "code"


def test_C07_what_is_shipped_may_be_said_and_filled_in(desk: Desk) -> None:
    for facts in SHIPPED.values():
        made = {name: getattr(facts, name) for name in operations.TEXTS}
        desk.call("create_quick_reply", desk.supervisor, **made, uses=list(facts.uses))


def test_C07_they_are_found_by_what_they_are_for_and_by_words(desk: Desk) -> None:
    assert set(listed(desk, use="repair")) == {
        code for code, one in SHIPPED.items() if "repair" in one.uses
    }
    assert list(listed(desk, q="阀")) == ["close_valve"]
    assert list(listed(desk, q="BREAKER")) == ["reset_breaker"]
    assert listed(desk, q="没有这样的话") == {}


def test_C07_a_manager_makes_one_and_staff_choose_it(desk: Desk) -> None:
    made = desk.call("create_quick_reply", desk.supervisor, **NEW)
    assert made["position"] == len(SHIPPED) + 1
    assert list(listed(desk))[-1] == made["code"]
    shown = listed(desk, desk.engineer)[made["code"]]
    assert shown["text"] == NEW["text_zh"] and shown["uses"] == NEW["uses"]


def test_C07_who_reads_english_is_offered_it_where_it_is_written(desk: Desk) -> None:
    made = desk.call("create_quick_reply", desk.supervisor, **NEW)
    english = listed(desk, desk.actor("receptionist", language="en"))
    assert english["thanks"]["title"] == "Thanks for the criticism"
    assert english[made["code"]]["text"] == NEW["text_zh"]


def test_C07_what_is_offered_no_more_is_kept_for_managers_to_see(desk: Desk) -> None:
    edit(desk, "thanks", active=False)
    assert "thanks" not in listed(desk)
    assert listed(desk, include_inactive=True)["thanks"]["active"] is False


def test_P05_managers_alone_change_them_and_residents_do_not_read_them(desk: Desk) -> None:
    for by in (desk.receptionist, desk.finance, desk.engineer, desk.resident, desk.inspector):
        with pytest.raises(Forbidden):
            desk.call("create_quick_reply", by, **NEW)
        with pytest.raises(Forbidden):
            edit(desk, "thanks", by, title_zh="感谢")
        with pytest.raises(Forbidden):
            desk.call("take_back_quick_reply", by, code="thanks")
    with pytest.raises(Forbidden):
        listed(desk, desk.resident)


@pytest.mark.parametrize(
    ("field", "text"),
    [("text_zh", "{nobody}您好"), ("text_en", "{name"), ("text_zh", "{name!r}"), ("text_zh", "{}")],
)
def test_C07_braces_hold_a_fact_that_there_is(desk: Desk, field: str, text: str) -> None:
    for act in (
        lambda: desk.call("create_quick_reply", desk.supervisor, **NEW | {field: text}),
        lambda: edit(desk, "thanks", **{field: text}),
    ):
        with pytest.raises(InvalidInput) as refused:
            act()
        assert list(refused.value.errors) == [field]
    assert listed(desk)["thanks"]["version"] == 1


@pytest.mark.parametrize("field", operations.TEXTS)
def test_C08_what_must_not_be_said_to_residents_is_no_quick_reply(desk: Desk, field: str) -> None:
    with pytest.raises(ForbiddenPhrase) as refused:
        desk.call("create_quick_reply", desk.supervisor, **NEW | {field: "不知道"})
    assert list(refused.value.errors) == [field]


@pytest.mark.parametrize("uses", [[], ["nothing"], "answer", ["answer"] * 6])
def test_C07_it_is_for_something(desk: Desk, uses: Any) -> None:
    with pytest.raises(InvalidInput) as refused:
        desk.call("create_quick_reply", desk.supervisor, **NEW | {"uses": uses})
    assert list(refused.value.errors) == ["uses"]


def test_P05_an_edit_of_what_somebody_else_has_changed_is_refused(desk: Desk) -> None:
    edit(desk, "thanks", title_zh="感谢")
    with pytest.raises(StaleEdit):
        edit(desk, "thanks", desk.actor("director", if_match="1"), title_zh="多谢")
    assert listed(desk)["thanks"]["title"] == "感谢"


def of(role: str, *communities: str | None) -> Actor:
    """Somebody who holds a role there; None: for the company."""
    held = frozenset(Grant(role, one) for one in communities)
    return Actor(f"p-{role}", "赵总", frozenset({role}), grants=held)


HERS, THEIRS = of("director", FIRST_COMMUNITY), of("director", OTHER)
OF_ALL = of("director", None)


@pytest.fixture
def two(desk: Desk) -> Desk:
    """A desk in one of two communities."""
    put_household(desk.store, "t-h1", where=THERE)
    return desk


def said(desk: Desk, by: Actor, code: str = "thanks") -> tuple[str, str]:
    """What it is called where somebody works, and where that comes from."""
    one = listed(desk, by).get(code)
    return (one["title"], one["source"]) if one else ("", "")


def test_P01_P05_a_community_s_own_goes_before_the_company_s_and_that_before_the_shipped(
    two: Desk,
) -> None:
    edit(two, "thanks", OF_ALL, title_zh="感谢")
    assert said(two, HERS) == said(two, THEIRS) == ("感谢", "company")
    edit(two, "thanks", THEIRS, title_zh="多谢")
    assert said(two, THEIRS) == ("多谢", "community") and said(two, HERS) == ("感谢", "company")
    two.call("take_back_quick_reply", THEIRS, code="thanks")
    assert said(two, THEIRS) == ("感谢", "company")
    two.call("take_back_quick_reply", OF_ALL, code="thanks")
    assert said(two, HERS) == ("感谢批评指正", "code")


def test_P01_without_the_owner_a_community_s_change_would_be_everybody_s(
    two: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(owned, "owner", lambda *_: None)
    edit(two, "thanks", THEIRS, title_zh="多谢")
    assert said(two, HERS) == ("多谢", "company")


def test_P05_what_was_made_has_nothing_to_go_back_to_and_is_not_another_community_s(
    two: Desk,
) -> None:
    code = two.call("create_quick_reply", THEIRS, **NEW)["code"]
    assert said(two, HERS, code) == ("", "")
    with pytest.raises(NothingBelow):
        two.call("take_back_quick_reply", THEIRS, code=code)
    with pytest.raises(NotFound):
        edit(two, code, HERS, title_zh="我们的")
    assert said(two, THEIRS, code) == ("已约时间", "community")
