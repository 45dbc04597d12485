"""All groups of pages, in the order of their menus."""

from gateway.web import desk, doors, field, finance, manager, noticeboard, resident, settings, site
from gateway.web.pages import Pages

GROUPS: tuple[Pages, ...] = (
    resident.pages,
    field.pages,
    desk.pages,
    manager.pages,
    finance.pages,
    noticeboard.pages,
    doors.pages,
    settings.pages,
    site.pages,
)
