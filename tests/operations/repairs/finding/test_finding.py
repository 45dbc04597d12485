"""P07: repairs are found by their number, that of the work order, and words; engineers find
theirs."""

import pytest

from tests.operations.repairs.conftest import Desk

pytestmark = pytest.mark.both_databases


def test_P07_a_repair_is_found_by_numbers_and_words(desk: Desk) -> None:
    made = desk.bring("dispatched", description="厨房水龙头滴水")
    shown = desk.get(made["id"])
    for q in (shown["number"], shown["work_order_number"], "水龙头", "滴水 厨房"):
        (item,) = desk.call("find", desk.receptionist, q=q)["items"]
        assert (item["kind"], item["title"]) == ("repair", shown["number"])
    assert desk.call("find", desk.receptionist, q="电梯")["items"] == []


def test_P07_engineers_find_what_they_see(desk: Desk) -> None:
    made = desk.bring("dispatched", description="厨房水龙头滴水")
    number = desk.get(made["id"])["number"]
    for q in ("水龙头", number):
        assert [one["title"] for one in desk.call("find", desk.engineer("e1"), q=q)["items"]] == [
            number
        ]
        assert desk.call("find", desk.engineer("e2"), q=q)["items"] == []
