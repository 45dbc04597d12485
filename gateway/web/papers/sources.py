"""What papers share: who issues them, their codes, the ways to pay."""

from flask import url_for

from contracts.directory import methods as directory
from contracts.papers import PaperKind
from gateway.context import gateway_context
from gateway.paper_codes import paper_code
from gateway.translations import _
from gateway.web.calls import call_each
from gateway.web.papers.paper import Check, Head


def paper_head(community_id: str | None) -> Head:
    """Whose papers those of a community are; with gaps in it while the directory is away."""
    (answer,) = call_each((directory.PAPER_HEAD, {"community_id": community_id}))
    return Head(**answer) if answer else Head()


def check(kind: PaperKind, number: str, amount: str | None, on: str) -> Check:
    """How a paper is verified: by its code, where the pages are, if that is known (P10)."""
    settings = gateway_context().settings
    code = paper_code(settings.secret_key, kind, number, amount, on)
    site = gateway_context().site.public_url()
    if not site:
        return Check(
            _("Verification code %(code)s. Verify this paper by number and code on the login page "
              "of the service desk, under “Verify a paper”.", code=code)
        )  # fmt: skip
    return Check(
        _("Verification code %(code)s. Verify this paper: scan the code, or enter number and code "
          "at %(address)s.", code=code, address=site + url_for("site.verify")),
        site + url_for("site.verify", number=number, code=code),
    )  # fmt: skip


def ways_to_pay(head: Head) -> list[tuple[str, str]]:
    """How a debt is paid, each way with what must be known of it (B17); to whom and where one asks
    as the head of the paper says, before the settings."""
    settings = gateway_context().settings
    account = head.account or settings.pay_account
    telephone = head.telephone or settings.service_line
    return [
        *([(_("Online"), _("In the pages for residents, under Bills."))] if
          settings.takes_online_payments else []),
        (_("At the counter"), settings.pay_counter or _("The counter of the service centre")),
        (_("By transfer"), _("%(account)s. Please name your unit.", account=account) if account
         else _("Ask for the company's account at the counter.")),
        *([(_("Telephone"), telephone)] if telephone else []),
    ]  # fmt: skip
