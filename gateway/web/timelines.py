"""Timelines of cases in words (C11): what happened, when, by whom."""

from collections.abc import Iterator, Mapping
from typing import Any

from contracts.code import Code
from contracts.complaints.comments import CommentKind
from contracts.complaints.escalation import EscalationReason
from contracts.complaints.timeline import Action
from contracts.repairs.follow_up import FollowUpResult
from contracts.repairs.priority import Priority
from contracts.repairs.timeline import RepairAction
from foundation.actor import SYSTEM
from gateway.translations import _
from gateway.web import formats
from gateway.web.field_words import field_word
from gateway.words import in_words, worded

Entry = Mapping[str, Any]
SPOKEN = frozenset({Action.NOTED, Action.SUPPLEMENTED, Action.REPLIED})
"""Entries in whose place the words themselves stand (C13)."""
CORRECTED = (
    "description", "wish", "contact_name", "contact_phone", "place", "building", "unit",
)  # fmt: skip
VOICES = {
    CommentKind.NOTE: "internal", CommentKind.ADDITION: "theirs", CommentKind.REPLY: "ours",
}  # fmt: skip
"""How words look, by who speaks to whom."""
WORDED = ("result", "text", "advice", "reason", "remark", "ground", "item")
"""Details that are words of people."""

CALL_BACKS = frozenset({
    Action.CALL_BACK_PROMISED, Action.CALL_BACK_UNANSWERED, Action.CALL_BACK_MISSED,
})  # fmt: skip
"""Entries that name until when somebody is to call."""


MISSED = frozenset({Action.FIRST_ANSWER_MISSED, Action.UNATTENDED})
"""Entries that name until when something was to have been done."""


def of_repair(repair: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The timeline of a repair, newest first."""
    return [entry(each, RepairAction) for each in reversed(repair["timeline"])]


def of_complaint(case: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What happened and what was said of a case in one column, newest first (C11, C13)."""
    steps = [entry(each, Action) for each in case["timeline"] if each["action"] not in SPOKEN]
    both = sorted([*steps, *map(comment, case["comments"])], key=lambda one: one["at"])
    return both[::-1]


def comment(said: Entry) -> dict[str, Any]:
    """A comment, as an entry of the column."""
    kind = CommentKind(said["kind"])
    told = _("Told: %(names)s", names=_(", ").join(said["mentions"])) if said["mentions"] else ""
    came = worded(said["channel"]) if said["channel"] else ""
    return {
        "at": said["at"],
        "title": worded(kind),
        "tone": kind.word.tone,
        "by": " · ".join(filter(None, (person(said["by"]), came))),
        "text": "\n".join(filter(None, (said["text"], told))),
        "voice": VOICES[kind],
    }


def entry(record: Entry, actions: type[Code]) -> dict[str, Any]:
    """An entry as the macro `timeline` shows it."""
    word = actions(record["action"]).word
    return {
        "at": record["at"],
        "title": in_words(word),
        "tone": word.tone,
        "by": person(record["actor"]),
        "text": "\n".join(details(record)),
        "voice": "ours" if record["action"] == Action.ANSWERED else "",
    }


def person(name: str | None) -> str:
    """Who did it; the product itself has a name in every language."""
    return _("the system") if name == SYSTEM.name else name or ""


def details(record: Entry) -> Iterator[str]:
    """What there is to say about an entry, line by line."""
    detail, changes = record["detail"], record.get("changes") or {}
    if record.get("tier"):
        tier = worded(record["tier"])
        yield _("To: %(tier)s", tier=tier) if record["action"] == Action.ESCALATED else tier
    if after := (changes.get("department") or {}).get("after"):
        yield _("Department: %(name)s", name=after)
    if after := (changes.get("due_at") or {}).get("after"):
        yield _("Due: %(moment)s", moment=formats.on_paper(after))
    if record["action"] == Action.NOT_TAKEN_OVER and detail.get("until"):
        yield _("To be taken over by %(moment)s.", moment=formats.on_paper(detail["until"]))
    if record["action"] == Action.TAKEN_OVER and detail.get("handler"):
        yield _("Handled by %(name)s", name=detail["handler"])
    if record["action"] == Action.CORRECTED:
        for name in CORRECTED:
            if change := changes.get(name):
                before, after = change["before"] or "–", change["after"] or "–"
                yield f"{field_word(name)}: {before} → {after}"
    if record["action"] in CALL_BACKS and detail.get("until"):
        yield _("Call by: %(moment)s", moment=formats.on_paper(detail["until"]))
    if record["action"] in MISSED and detail.get("until"):
        yield _("Due: %(moment)s", moment=formats.on_paper(detail["until"]))
    if record["action"] in ("dispatched", "unaccepted") and detail.get("engineer"):
        yield _("Engineer: %(name)s", name=detail["engineer"])
    if detail.get("amount"):
        yield formats.money(detail["amount"])
    if detail.get("before") in list(Priority) and detail.get("after") in list(Priority):
        yield f"{priority(detail['before'])} → {priority(detail['after'])}"
    for name in WORDED:
        if isinstance(detail.get(name), str):
            yield said(name, detail[name])


def said(name: str, text: str) -> str:
    """Words of people; the outcome of a follow-up and the reason of an escalation are ours."""
    if name == "reason" and text in list(EscalationReason):
        return worded(EscalationReason(text))
    return (
        worded(FollowUpResult(text)) if text in list(FollowUpResult) and name == "result" else text
    )


def priority(code: str) -> str:
    """A priority in words."""
    return worded(Priority(code))
