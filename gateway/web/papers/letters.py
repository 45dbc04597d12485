"""The papers of dunning as they were made: 催缴函, and 委托律师材料, which is internal (B12).

They are Chinese whatever language the reader has chosen.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from contracts.billing.ladder import DunningStep
from contracts.papers import PaperKind
from foundation.formatting import in_chinese
from gateway.translations import _
from gateway.web import clock
from gateway.web.formats import money
from gateway.web.papers.paper import Blanks, Block, Closing, Cut, Head, Lines, Paper, Said, Total
from gateway.web.papers.sources import check
from gateway.words import worded

Found = Mapping[str, Any]


def letter(found: Found, head: Head) -> Paper:
    """The paper of a step; its head says what was so when it was made."""
    write = to_owner if found["step"] == DunningStep.LETTER else internal
    made = replace(
        head,
        company=filled(found["company"], _("name of the company")),
        community=found["community"],
        address=found["address"],
        telephone=found["telephone"],
    )
    return Paper(made, title_of(found), found["number"], write(found, made))


def to_owner(found: Found, head: Head) -> list[Block]:
    """The letter, with the receipt of its delivery to be signed and torn off."""
    account = filled(found["account"], _("account for transfers"))
    return [
        Said(_("To the owner %(name)s:", name=found["owner_name"]), strong=True),
        Said(_("Greetings. For your home at %(place)s, the following had not been paid by "
               "%(day)s:", place=place_of(found), day=day(found["on"]))),
        *debts(found),
        *(Said(f"{at}. {each}") for at, each in enumerate(found["paragraphs"], start=1)),
        Said(_("Account: %(account)s", account=account)),
        Closing([
            filled(found["company"], _("name of the company")),
            *([] if head.seal else [_("(place for the seal)")]), day(found["on"]),
        ], sealed=True),
        check(PaperKind.LETTER, found["number"], found["total"], found["on"]),
        *slip(found),
    ]  # fmt: skip


def internal(found: Found, _head: Head) -> list[Block]:
    """What a lawyer who is entrusted gets; it has no code, since nobody else gets it."""
    clause = filled(found["contract_clause"], _("clause of the contract"))
    evidence = [
        [str(at), in_chinese(clock.read(one["at"])), worded(one["kind"]),
         one["fact"], one["reference"]]
        for at, one in enumerate(found["evidence"], start=1)
    ]  # fmt: skip
    return [
        Said(_("For the house and the lawyer it entrusts. This is no letter of a law firm and must "
               "not be given to the household."), strong=True),
        Said(_("Debtor: %(name)s; home: %(place)s; as of %(day)s; ground in the contract: "
               "%(clause)s.", name=found["owner_name"], place=place_of(found),
               day=day(found["on"]), clause=clause)),
        *debts(found),
        Said("", title=_("Evidence")),
        Lines(
            _("Evidence"),
            [_("No."), _("When"), _("Kind"), _("What the record says"), _("Reference")], evidence,
        ),
        Said(_("Each line is taken from the record of billing and dunning; what the record does "
               "not have is not in it. That something was sent does not prove that it was "
               "received: that is proved by signed receipts alone.")),
        Closing([filled(found["company"], _("name of the company")), day(found["on"])]),
        Blanks([_("Prepared by:")]),
    ]  # fmt: skip


def debts(found: Found) -> list[Block]:
    """What is owed, debt by debt, principal and late charge apart."""
    none = _("bears none")
    rows = [
        [
            "\n".join([f"{debt['named']} {debt['bill_number']}", *map(item, debt["items"])]),
            day(debt["due_date"]),
            money(debt["principal"]),
            f"{money(debt['late_charge'])}\n{debt['late_terms'] or none}",
            money(debt["amount"]),
        ]
        for debt in found["debts"]
    ]
    rows.append([
        _("Total"), "", money(found["principal"]), money(found["late_charge"]),
        money(found["total"]),
    ])  # fmt: skip
    headings = [
        _("Period and item"), _("Last day to pay"), _("Principal"), _("Late charge"), _("Sum"),
    ]  # fmt: skip
    words = _("In capitals: %(words)s", words=found["total_in_words"])
    return [
        Lines(_("What is owed"), headings, rows, figures=(2, 3, 4)),
        Total(_("Total"), money(found["total"]), words),
    ]


def item(line: Found) -> str:
    """A line of a bill, and how its amount came about."""
    how = f"（{line['explanation']}）" if line["explanation"] else ""
    return f"{line['name']} {money(line['owed'])}{how}"


def slip(found: Found) -> list[Block]:
    """送达回执."""
    return [
        Cut(),
        Said("", title=_("Receipt of delivery")),
        Said(_("Document: %(what)s, No. %(number)s", what=title_of(found),
               number=found["number"])),
        Said(_("Addressee: %(name)s; place: %(place)s", name=found["owner_name"],
               place=place_of(found))),
        Said(_("How: □ signed for □ left at the home □ by post, number: ________ □ refused")),
        Blanks([
            _("Received by (signature):"), _("Relation to the owner:"), _("Received on:"),
            _("Delivered by:"), _("Remarks (refused, nobody in):"),
        ]),
    ]  # fmt: skip


def title_of(found: Found) -> str:
    """What the paper is called."""
    return worded(found["step"])


def place_of(found: Found) -> str:
    """The home with its community."""
    return filled(found["community"], _("name of the community")) + str(found["home"])


def filled(value: str, label: str) -> str:
    """The value, or that somebody must write it in by hand."""
    return value or _("[to be filled in: %(what)s]", what=label)


def day(value: str) -> str:
    """A whole date, as papers have it: 2026年12月15日."""
    return str(in_chinese(date.fromisoformat(value)))
