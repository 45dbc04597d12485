"""All groups of pages, the most particular first: whose home is whose."""

from gateway.web import resident, site
from gateway.web.pages import Pages

GROUPS: tuple[Pages, ...] = (
    resident.pages,
    site.pages,
)
