"""Papers as a page, or as PDF where the address or the form asks for it (`format=pdf`)."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from typing import Any

from flask import Response, render_template, request
from markupsafe import Markup

from contracts.directory import methods as directory
from foundation import pdf
from gateway.languages import TAGS, language
from gateway.web.calls import call
from gateway.web.pages import page
from gateway.web.papers.chinese import chinese_paper
from gateway.web.papers.paper import Head, Paper
from gateway.web.papers.sources import paper_head

PDF = "application/pdf"
Write = Callable[[Head], Sequence[Paper]]


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
    return papers_page(
        template,
        {community_id: lambda head: [write(head)]},
        always_chinese=always_chinese,
        **context,
    )


def papers_page(
    template: str,
    by_community: Mapping[str | None, Write],
    *,
    always_chinese: bool = False,
    **context: Any,
) -> str | Response:
    """The page of papers by the community that issues them (None: the one at hand, or the company),
    or their PDF, each on pages of its own."""
    heads = {each: paper_head(each) for each in by_community}
    with chinese_paper() if always_chinese else nullcontext():
        papers = [one for each, write in by_community.items() for one in write(heads[each])]
        if request.values.get("format") == "pdf" and papers:
            return as_pdf(papers, picture)
        shown = render_template("paper_sheet.html", papers=papers, tag=TAGS[language()]).strip()
    return page(template, paper_sheet=Markup(shown), **context)  # noqa: S704 - our own


def picture(kind: str) -> str:
    """A picture of the company, in base64."""
    return str(call(directory.GET_COMPANY_PICTURE, kind=kind)["content"])


def as_pdf(papers: Sequence[Paper], picture: Callable[[str], str]) -> Response:
    """The PDF, called after the first paper's number."""
    tag = TAGS[language()]
    pictures = {kind: picture(kind) for kind in {k for paper in papers for k in paper.pictures}}
    made = pdf.made(*(paper.sheet(tag, pictures) for paper in papers))
    response = Response(made, content_type=PDF)
    name = papers[0].number or "paper"
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response.headers["Cache-Control"] = "no-store"
    return response
