"""C14: what was with a department, and nobody's, before there were inboxes stands in one after."""

import pytest
from sqlalchemy import select

from foundation.storage.migrate import downgrade, upgrade
from services.complaints.cases.tables import Complaint
from tests.operations.complaints.conftest import Desk
from tests.operations.complaints.taking_over.conftest import Transfers

pytestmark = pytest.mark.both_databases


def test_C14_what_no_handler_has_waits_after_the_upgrade(desk: Desk, transfers: Transfers) -> None:
    nobodys = transfers.transferred()
    transfers.transferred(handler_id="p-finance")
    desk.handle(transfers.transferred())
    desk.bring("accepted")
    engine = desk.store.engine
    downgrade(engine, "complaints", "complaints_0015")
    upgrade(engine, "complaints")
    with desk.store.read() as uow:
        waiting = select(Complaint.id).where(Complaint.take_over_by.is_not(None))
        assert set(uow.session.scalars(waiting)) == {nobodys["id"]}
    assert transfers.take_over(nobodys)["handler_id"] == transfers.member.id
