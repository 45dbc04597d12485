"""Pages on a phone for whoever is out: door visits of stewards, work orders of engineers."""

from gateway.web.field import fieldwork, visits
from gateway.web.field.group import pages

__all__ = ["fieldwork", "pages", "visits"]
