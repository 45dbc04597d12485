"""Where what tests write by themselves happens."""

from foundation.scope import FIRST_COMMUNITY, Scope

HERE = Scope.within(FIRST_COMMUNITY)
"""The one community of an installation that has but one."""
OTHER = "c-other"
THERE = Scope.within(OTHER)
"""A second community."""
