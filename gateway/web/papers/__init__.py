"""Papers (P10): what each says is declared once here, and shown as a page and as PDF."""

from gateway.web.papers.showing import paper_page
from gateway.web.papers.sources import NOBODY, paper_head

__all__ = ["NOBODY", "paper_head", "paper_page"]
