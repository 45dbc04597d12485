"""The group of pages for everybody."""

from gateway.web.pages import Pages

pages = Pages("site", __name__, "", roles=None)
