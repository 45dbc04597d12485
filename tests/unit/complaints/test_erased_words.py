"""P08: no free text of a case or a repair is forgotten when its words are erased."""

from typing import Any

import pytest
from sqlalchemy import String, Text

from services.complaints import retention as complaints
from services.complaints.cases.tables import Complaint
from services.complaints.platform_messages.tables import PlatformMessage
from services.complaints.tables import Base as Complaints
from services.repairs import retention as repairs
from services.repairs.requests.tables import Repair
from services.repairs.tables import Base as Repairs

LONG = 200
STAYS = {
    "complaints.place", "concealment_reviews.place", "repairs.public_place", "loans.item",
    "loans.lent_item", "looks.reason", "watched_repairs.public_place",
    "categories.words",
}  # fmt: skip
"""Places and things, not people; looks go as a whole."""
ERASED = (
    (
        Complaints,
        "complaint_id",
        {
            Complaint: complaints.CASE,
            PlatformMessage: {"user", "subject"},
            **dict(complaints.OF_CASE),
        },
    ),
    (Repairs, "repair_id", {Repair: repairs.REPAIR, **dict(repairs.OF_REPAIR)}),
)


@pytest.mark.parametrize(("base", "of", "erased"), ERASED, ids=["complaints", "repairs"])
def test_P08_every_long_text_of_a_paper_is_erased_with_it(base: Any, of: str, erased: Any) -> None:
    gone = {f"{model.__tablename__}.{name}" for model, names in erased.items() for name in names}
    papers = next(iter(erased)).__tablename__
    for table in base.metadata.tables.values():
        if of in table.columns or table.name == papers:
            texts = {f"{table.name}.{one.name}" for one in table.columns if is_long(one.type)}
            assert texts - STAYS <= gone


def is_long(kind: Any) -> bool:
    """Whether somebody writes sentences into a column."""
    return isinstance(kind, Text) or (isinstance(kind, String) and (kind.length or LONG) >= LONG)
