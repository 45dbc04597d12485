"""Pages by which a company is set up and run (设置)."""

from gateway.web.settings import (
    api_keys,
    audit,
    categories,
    channels,
    communities,
    company,
    departments,
    opening,
    people,
    person,
    policies,
    quick_replies,
    retention,
    start,
    templates,
    webhooks,
)
from gateway.web.settings.group import pages

__all__ = [
    "api_keys",
    "audit",
    "categories",
    "channels",
    "communities",
    "company",
    "departments",
    "opening",
    "pages",
    "people",
    "person",
    "policies",
    "quick_replies",
    "retention",
    "start",
    "templates",
    "webhooks",
]
