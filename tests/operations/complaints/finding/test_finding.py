"""P07: cases are found by number and by words, by who may see them."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, func, select, update

from foundation import words_backfill
from foundation.actor import Actor, Grant
from foundation.errors import Forbidden
from foundation.replica.handlers import put
from foundation.scope import FIRST_COMMUNITY, Scope
from foundation.storage import word_search
from foundation.storage.tables import community_replica, words
from services.complaints.cases.tables import Complaint
from services.complaints.service import ComplaintsService as Service
from tests.operations.complaints.conftest import Desk
from tests.operations.conftest import process_due
from tests.operations.test_retention import pass_nights
from tests.support.community import OTHER

pytestmark = pytest.mark.both_databases


def found(desk: Desk, q: str, by: Actor | None = None, **more: object) -> list[str]:
    """Numbers of the cases that somebody finds."""
    answer = desk.call("find", by or desk.receptionist, q=q, **more)
    return [item["title"] for item in answer["items"]]


def test_P07_a_case_is_found_by_its_number_and_every_part_of_its_words(desk: Desk) -> None:
    made = desk.lodge(description="地下车库B2漏水严重", wish="请尽快处理")
    desk.clock.advance(timedelta(minutes=1))
    other = desk.lodge(description="楼道灯不亮", wish="请派电工")
    for q in (made["number"], made["number"].lower(), "漏水", "车库 漏水", "地下车库B2漏水严重",
              "b2", "尽快", "重", "严重 处理"):  # fmt: skip
        assert found(desk, q) == [made["number"]], q
    for q in ("飞船", "漏水 楼道", "，", "TS-2026-999999"):
        assert found(desk, q) == [], q
    assert found(desk, "请") == [other["number"], made["number"]], "the newest first"
    assert found(desk, "请", limit=1) == [other["number"]]


def test_P07_a_number_is_found_without_the_code_of_the_community(desk: Desk) -> None:
    named = {"community_id": FIRST_COMMUNITY, "name": "观澜花园", "code": "GL", "version": 2}
    with desk.store.write() as uow:
        put(uow, community_replica, named)
    number = desk.lodge()["number"]
    assert "-GL-" in number
    short = number.replace("GL-", "").replace("-000", "-").lower()
    assert found(desk, short) == found(desk, number) == [number]
    elsewhere = desk.actor("receptionist", grants=frozenset({Grant("receptionist", OTHER)}))
    assert found(desk, short, elsewhere) == []


def test_P07_what_was_done_is_found_as_well_and_what_was_said_before_no_more(desk: Desk) -> None:
    made = desk.lodge()
    with desk.store.write(scope=Scope.within(FIRST_COMMUNITY)) as uow:
        case = uow.load(Complaint, made["id"])
        case.result = "更换循环泵"
    assert found(desk, "循环泵") == [made["number"]]
    with desk.store.write(scope=Scope.within(FIRST_COMMUNITY)) as uow:
        uow.load(Complaint, made["id"]).result = "更换阀门"
    assert found(desk, "循环泵") == []
    assert found(desk, "阀门 热水") == [made["number"]]


def test_P07_a_case_is_found_by_the_staff_of_its_community_alone(desk: Desk) -> None:
    made = desk.lodge()
    elsewhere = desk.actor("receptionist", grants=frozenset({Grant("receptionist", OTHER)}))
    for q in ("热水", made["number"]):
        assert found(desk, q, desk.engineer) == [made["number"]]
        assert found(desk, q, elsewhere) == []
        for nobody in (desk.resident, desk.actor("admin")):
            with pytest.raises(Forbidden):
                found(desk, q, nobody)
    whole = desk.actor("director", grants=frozenset({Grant("director", None)}))
    assert found(desk, "热水", whole) == [made["number"]]


def test_P01_without_the_scope_a_case_would_be_found_elsewhere(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: words are looked for in all communities where nothing narrows them."""
    made = desk.lodge()
    with desk.store.read(scope=Scope.within(OTHER)) as uow:
        assert word_search.papers_with(uow, "热水", 5) == []
    with desk.store.read() as uow:
        assert word_search.papers_with(uow, "热水", 5) == [made["id"]]


def test_P08_what_was_erased_is_not_found(desk: Desk) -> None:
    made = desk.lodge(description="没有热水", wish="恢复")
    with desk.store.write(scope=Scope.within(FIRST_COMMUNITY)) as uow:
        word_search.forget(uow, [made["id"]])
    assert found(desk, "热水") == []
    assert found(desk, made["number"]) == [made["number"]]


def test_P07_what_a_common_word_finds_is_the_newest_of_all(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the newest that are looked through first have few of them."""
    numbers = []
    for number in range(8):
        desk.clock.advance(timedelta(minutes=1))
        said = "电梯" if number < 3 else "楼道"
        numbers.append(desk.lodge(description=f"{said}有异响{number}")["number"])
    assert found(desk, "电梯") == numbers[2::-1]
    assert found(desk, "异响", limit=2) == numbers[:5:-1]


def test_P07_what_was_there_before_the_index_is_indexed_in_portions(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words_backfill, "BATCH", 3)
    numbers = [desk.lodge(description=f"热水停了{number}")["number"] for number in range(8)]
    with desk.store.write() as uow:
        uow.session.execute(delete(words))
    assert found(desk, "热水") == []
    for _ in range(2):
        with desk.store.write() as uow:
            words_backfill.arm(uow)
        process_due(desk.store, Service)
        assert sorted(found(desk, "热水", limit=10)) == numbers
        with desk.store.read() as uow:
            assert uow.session.scalar(select(func.count()).select_from(words)) == 8


def test_P08_what_was_erased_is_not_indexed_again(desk: Desk) -> None:
    desk.lodge()
    with desk.store.write() as uow:
        uow.session.execute(update(Complaint).values(description="", wish="", result=None))
        uow.session.execute(delete(words))
        words_backfill.arm(uow)
    process_due(desk.store, Service)
    with desk.store.read() as uow:
        assert uow.session.scalar(select(func.count()).select_from(words)) == 0


def test_P08_the_night_that_erases_a_case_forgets_its_words(desk: Desk) -> None:
    desk.lodge()
    with desk.store.write(scope=Scope.within(FIRST_COMMUNITY)) as uow:
        uow.session.execute(update(Complaint).values(status="closed"))
    desk.clock.advance(timedelta(days=1_900))
    pass_nights(desk.store, Service, desk.clock)
    assert found(desk, "热水") == []
    with desk.store.read() as uow:
        assert uow.session.scalar(select(func.count()).select_from(words)) == 0
