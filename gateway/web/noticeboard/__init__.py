"""Notices (公告) as staff write, approve and publish them."""

from gateway.web.noticeboard import drafting, notices, workflow
from gateway.web.noticeboard.group import pages

__all__ = ["drafting", "notices", "pages", "workflow"]
