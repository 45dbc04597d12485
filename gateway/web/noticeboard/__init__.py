"""Notices (公告) as staff write, approve and publish them."""

from gateway.web.noticeboard import lists, steps, writing
from gateway.web.noticeboard.group import pages

__all__ = ["lists", "pages", "steps", "writing"]
