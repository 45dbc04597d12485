"""The sheet of the desk's handover to the next shift, to be printed (C09, P10)."""

from flask import Response

from contracts.complaints import methods as complaints
from contracts.repairs import methods as repairs
from gateway.web.calls import call_each
from gateway.web.desk.group import pages
from gateway.web.desk.queue import ORDERS
from gateway.web.desk.worklist import MOST, is_cut, items, questions
from gateway.web.papers import papers_page
from gateway.web.papers.handover import HandedOver, handover
from gateway.web.visitor import visitor


@pages.get("/handover")
def handover_sheet() -> str | Response:
    """What is open now, of the community that the visitor acts in."""
    calls = questions({"kind": "", "building": "", "mine": False, "late": False})
    loans, promised, untaken, *answers = call_each(
        (repairs.OPEN_LOANS, {"limit": MOST}),
        (complaints.LIST_CALL_BACKS, {"limit": MOST, "open": True}),
        (complaints.SEARCH, {"limit": MOST, "not_taken_over": True}),
        *calls,
    )
    found = [loans, promised, untaken, *answers]
    left = HandedOver(
        by=visitor().name,
        items=sorted(items(calls, answers), key=ORDERS["due"]),
        loans=loans["items"] if loans else [],
        calls=sorted(promised["items"] if promised else [], key=lambda one: one["due_at"]),
        untaken=sorted(untaken["items"] if untaken else [], key=lambda one: one["take_over_by"]),
        left_out=is_cut(found) or None in found,
    )
    return papers_page("desk/handover.html", {None: lambda head: [handover(left, head)]})
