"""The page of a bill, of residents and of finance alike: as a paper it is the same (P10)."""

from collections.abc import Mapping
from typing import Any

from flask import Response

from contracts.directory import methods as directory
from gateway.web.calls import call
from gateway.web.papers import money
from gateway.web.papers.showing import paper_page


def bill_page(template: str, found: Mapping[str, Any], **context: Any) -> str | Response:
    """A bill that was found, with the home that it is for."""
    home = call(directory.GET_HOUSEHOLD, household_id=found["household_id"])
    return paper_page(
        template,
        found["community_id"],
        lambda head: money.bill(found, home, head),
        bill=found,
        **context,
    )
