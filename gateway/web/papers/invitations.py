"""Invitations on paper, with a code that is said this once: to staff by name (P03), to the homes
of a building (入户邀请单, P04)."""

from collections.abc import Mapping
from typing import Any

from gateway.translations import _
from gateway.web import clock
from gateway.web.formats import on_paper
from gateway.web.papers.money import place_of
from gateway.web.papers.paper import Block, Closing, Facts, Head, Paper, Said, Scan

Found = Mapping[str, Any]


def household_invitations(found: Found, head: Head) -> list[Paper]:
    """The papers of a building, one for each home, in walking order."""
    until = on_paper(found["expires_at"])
    return [household_invitation(one, until, head) for one in found["items"]]


def household_invitation(home: Found, until: str, head: Head) -> Paper:
    """The paper of one home; it names nobody."""
    site = home["link"].rpartition("/")[0]
    return Paper(
        head, _("Invitation to the pages for residents"), "",
        [
            Facts([(_("Unit"), place_of(home)), (_("Valid until"), until)]),
            Said(_("Dear resident: bills, repairs and notices of your home are online. Scan this "
                   "code, or type it at %(address)s.", address=site)),
            Scan(home["link"], home["code"]),
            Said(_("You need the name and phone that are entered at the service centre. Family and "
                   "tenants are let in by the owner.")),
            *signed(head),
        ],
    )  # fmt: skip


def staff_invitation(given: Found, title: str, head: Head) -> Paper:
    """The paper of a one-time link, for whom it is by name."""
    until = _("It opens once, until %(moment)s.", moment=on_paper(given["expires_at"]))
    if not given["expires_at"]:
        until = _("It opens once, within %(hours)s hours from when a second person has agreed.",
                  hours=given["hours"])  # fmt: skip
    return Paper(
        head, title, "",
        [
            Said(_("With this code you choose your password yourself. Scan it with your telephone, "
                   "or open the link:")),
            Scan(given["link"], given["link"]),
            Said(until),
            Said(_("Give it to nobody: whoever opens it first has the account. If it says that it "
                   "was used and you did not use it, tell your administrator at once."),
                 small=True),
            *signed(head),
        ],
    )  # fmt: skip


def signed(head: Head) -> list[Block]:
    """Who invites, and when."""
    centre = _("%(community)s property service centre", community=head.place)
    return [Closing([centre if head.place else head.issuer, on_paper(clock.now().date())])]
