"""The group of pages for notices; what somebody may do with one is said by the service."""

from contracts.notices import methods
from gateway.translations import _l
from gateway.web.pages import MenuItem, Pages

pages = Pages(
    "noticeboard",
    __name__,
    "/notices",
    methods.DRAFT.roles,
    menu=(MenuItem("noticeboard.notices", _l("Notices"), "megaphone"),),
)
