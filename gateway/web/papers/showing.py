"""A paper as a page, or as PDF where the address asks for it (`?format=pdf`)."""

from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

from flask import Response, render_template, request
from markupsafe import Markup

from foundation import pdf
from gateway.languages import TAGS, language
from gateway.web.pages import page
from gateway.web.papers.chinese import chinese_paper
from gateway.web.papers.paper import Head, Paper
from gateway.web.papers.sources import paper_head

PDF = "application/pdf"


def paper_page(
    template: str,
    community_id: str | None,
    write: Callable[[Head], Paper],
    *,
    always_chinese: bool = False,
    **context: Any,
) -> str | Response:
    """The page of a paper that a community issues, or its PDF; a letter is Chinese whatever
    language the reader has."""
    head = paper_head(community_id)
    with chinese_paper() if always_chinese else nullcontext():
        paper = write(head)
        if request.args.get("format") == "pdf":
            return as_pdf(paper)
        shown = Markup(render_template("paper_sheet.html", paper=paper, tag=TAGS[language()]))  # noqa: S704 - our own
    return page(template, paper_sheet=shown, **context)


def as_pdf(paper: Paper) -> Response:
    """The PDF, called after the paper's number."""
    response = Response(pdf.made(paper.sheet(TAGS[language()])), content_type=PDF)
    response.headers["Content-Disposition"] = f'inline; filename="{paper.number}.pdf"'
    response.headers["Cache-Control"] = "no-store"
    return response
