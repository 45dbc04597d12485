"""P07: notices are found by number, title and text, in their last words."""

from collections.abc import Callable
from typing import Any

import pytest

from foundation.actor import Actor
from foundation.errors import Forbidden
from foundation.storage.store import Store
from services.notices.service import NoticesService as Notices
from tests.operations.conftest import perform

pytestmark = pytest.mark.both_databases


def test_P07_a_notice_is_found_by_number_and_words(
    store: Store, actor: Callable[..., Actor], draft: Callable[..., dict[str, Any]]
) -> None:
    made = draft(title="水箱清洗公告", body="周五清洗二次供水水箱，请提前储水。")
    for q in (made["number"], "水箱", "储水 供水"):
        (item,) = perform(store, Notices.find, actor("steward"), q=q)["items"]
        assert (item["kind"], item["title"], item["subtitle"]) == (
            "notice", "水箱清洗公告", made["number"],
        )  # fmt: skip
    assert perform(store, Notices.find, actor("steward"), q="电梯")["items"] == []
    with pytest.raises(Forbidden):
        perform(store, Notices.find, actor("resident", household_ids=["h1"]), q="水箱")
