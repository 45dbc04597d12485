"""Pages by which a company is set up and run (设置)."""

from gateway.web.settings import audit, communities, company, people, person, policies, start
from gateway.web.settings.group import pages

__all__ = ["audit", "communities", "company", "pages", "people", "person", "policies", "start"]
