"""A complaint's deadline in the reader's words and dates (C11)."""

from collections.abc import Mapping
from typing import Any

from contracts.complaints.deadlines import DeadlineClass
from gateway.translations import _, ngettext
from gateway.web import clock, formats

WORKING = "working"


def explained(due: Mapping[str, Any]) -> str:
    """Which limit holds, from when it counts, and what moved it: `deadline` of a complaint."""
    sentences = [counted(due)]
    if own := due["own_due_at"]:
        ours = clock.read(due["limit_at"]) <= clock.read(own)
        said = _("It came with a limit of its own, %(moment)s:", moment=formats.moment(own))
        rules = _("the limit above is earlier and rules.") if ours else _("that one rules.")
        sentences.append(f"{said}{'' if formats.is_chinese() else ' '}{rules}")
    if due["provisional"]:
        sentences.append(_("Provisional: the holidays of that year are not announced yet."))
    return ("" if formats.is_chinese() else " ").join(sentences)


def counted(due: Mapping[str, Any]) -> str:
    """`Within the desk's own scope, the same day: counted from 2 Nov 10:00 until closing, …`"""
    late = clock.read(due["counted_from"]) != clock.read(due["lodged_at"])
    parts = {
        "scope": scope(DeadlineClass(due["limit"])),
        "days": span(due["allowed_days"], due["day_kind"]),
        "late": _("it came outside service hours; ") if late else "",
        "since": formats.moment(due["counted_from"]),
        "until": formats.moment(due["limit_at"]),
    }
    if not due["stopped_minutes"]:
        return _(
            "%(scope)s, %(days)s: %(late)scounted from %(since)s until closing, %(until)s.", **parts
        )
    parts["stood"] = formats.minutes(due["stopped_minutes"])
    return _(
        "%(scope)s, %(days)s: %(late)scounted from %(since)s; the clock stood still for %(stood)s"
        " of service time, so it is due %(until)s.",
        **parts,
    )


def scope(limit: DeadlineClass) -> str:
    """Whose matter it is."""
    return {
        DeadlineClass.OWN_SCOPE: _("Within the desk's own scope"),
        DeadlineClass.TRANSFERRED: _("Transferred to a department"),
        DeadlineClass.URGENT: _("Urgent"),
    }[limit]


def span(days: int, kind: str) -> str:
    """How long it may take."""
    if days == 0:
        return _("the same day")
    if kind == WORKING:
        return ngettext("within %(num)d working day", "within %(num)d working days", days)
    return ngettext("within %(num)d calendar day", "within %(num)d calendar days", days)
