"""Papers (P10): what each says is declared once here, and shown as a page and as PDF."""

from gateway.web.papers.showing import paper_page, papers_page

__all__ = ["paper_page", "papers_page"]
