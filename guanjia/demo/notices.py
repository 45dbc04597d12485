"""The notices' part of the demo: every kind and state, with readers, photos and door deliveries."""

import base64
import struct
import zlib
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

from sqlalchemy import select, update

from contracts.notices.channels import Channel
from contracts.notices.messages import MessageStatus
from contracts.notices.notices import NoticeKind
from foundation.clock import local_date
from foundation.config import settings, use
from guanjia.demo.community import by_login
from guanjia.demo.estates import estate
from guanjia.demo.notice_texts import FEW, TEXTS, Text
from guanjia.demo.past import Past, Story
from services.notices.audience.tables import Recipient
from services.notices.messages.tables import Message
from services.notices.service import NoticesService as Notices
from services.notices.workflow.rules import needs_approval

PHOTOGRAPHED = 9
"""At how many buildings the major announcement hangs; of the others a photo is missing (N02)."""
UNREAD_OF_LATE = 6
"""Days for which those who log in have not read what was published."""


def load(past: Past) -> None:
    """Fill the notices."""
    past.fill_replicas()
    use(replace(settings(), smtp_url=None))  # what is past is not e-mailed
    stories = []
    for text in TEXTS if estate().is_first else FEW:
        written = past.days_ago(text.days, text.hour)
        stories.append((written, notice(past, text.on(local_date(written)))))
    past.play(stories, Notices.deadline_handlers)
    hand_over_some(past)


def notice(past: Past, text: Text) -> Story:
    """A notice from the draft to its readers, or as far as it gets."""
    made = past.call(Notices.draft, "receptionist", **drafted(past, text))
    one = {"notice_id": made["id"]}
    steps = ["submitted"]
    steps += ["approved"] if needs_approval(text.kind) else []
    steps += ["published"] if text.stop in ("published", "scheduled", "withdrawn") else []
    calls: dict[str, tuple[Any, str]] = {
        "submitted": (Notices.submit, "receptionist"),
        "approved": (Notices.approve, "deputy_manager"),
        "published": (Notices.publish, "supervisor"),
    }
    for step in steps if text.stop != "draft" else ():
        yield timedelta(minutes=12)
        call, login = calls[step]
        past.call(call, login, **one)
        if text.remark:
            yield timedelta(minutes=40)
            past.call(Notices.send_back, "deputy_manager", **one, remark=text.remark)
        if text.stop == step != "published":
            return
    if text.stop in ("published", "withdrawn"):
        yield from published(past, text, one)


def drafted(past: Past, text: Text) -> dict[str, Any]:
    """The notice as it is typed."""
    times = {"publish_at": text.publish_in, "expires_at": text.expires_in}
    return {
        "kind": text.kind,
        "title": text.title,
        "body": text.body,
        "audience": text.audience,
        "channels": ["portal"],
        "must_acknowledge": text.must_acknowledge,
        **{
            name: past.days_ago(text.days - days, "08:00").isoformat() if days else None
            for name, days in times.items()
        },
    }


def published(past: Past, text: Text, one: dict[str, Any]) -> Story:
    """What happens to a notice once it hangs."""
    yield timedelta(hours=2)
    read_by_many(past, one["notice_id"], text)
    if text.stop == "withdrawn":
        past.call(Notices.withdraw, "supervisor", **one, reason="检修改期，另行通知")
        return
    if text.kind == NoticeKind.MAJOR:
        for building in estate().buildings[:PHOTOGRAPHED]:
            past.call(Notices.add_photo, "steward", **one, building=building, content=PHOTO)
    if text.correction:
        yield timedelta(days=3)
        past.call(Notices.correct, "supervisor", **one, body=f"{text.body}\n{text.correction}")
        past.call(Notices.approve, "director", **one)
        past.call(Notices.publish, "supervisor", **one)
        yield timedelta(hours=3)
        read_by_many(past, one["notice_id"], text)


def read_by_many(past: Past, notice_id: str, text: Text) -> None:
    """Most recipients read it, and acknowledge where that is asked for; at once, by a statement.

    Who cannot log in has it from the steward. Those who log in have yet to read what was
    published of late.
    """
    random = Random(estate().seed + text.days)  # noqa: S311 - nothing secret is drawn
    rows = past.connection.execute(
        select(Recipient.id, Recipient.household_id)
        .where(Recipient.notice_id == notice_id, Recipient.read_at.is_(None))
        .order_by(Recipient.target)
    ).all()
    late = {home.id for home in by_login().values()} if text.days <= UNREAD_OF_LATE else set()
    readers = [
        row.id
        for row in rows
        if random.randrange(100) < text.read_percent and row.household_id not in late
    ]
    now = past.clock.now()
    values: dict[str, Any] = {"read_at": now, "read_by_id": "demo"}
    if text.must_acknowledge:
        values |= {"acknowledged_at": now, "acknowledged_by_id": "demo"}
    mine = Recipient.id.in_(readers)
    past.connection.execute(update(Recipient).where(mine).values(values))
    unseen = (mine, Recipient.delivered_at.is_(None))
    brought = {"delivered_at": now, "delivered_by": Channel.PAPER}
    past.connection.execute(update(Recipient).where(*unseen).values(brought))
    handed = {"status": MessageStatus.SENT, "sent_at": now, "received_by": "本人", "due_at": None}
    copies = (Message.recipient_id.in_(readers), Message.channel == Channel.PAPER)
    past.connection.execute(update(Message).where(*copies).values(handed))


def hand_over_some(past: Past) -> None:
    """A steward has begun to bring copies to those who were not reached (N04)."""
    waiting = past.call(Notices.door_deliveries, "steward", building=estate().buildings[0], limit=3)
    for item in waiting["items"]:
        handed = {"message_id": item["id"], "received_by": "本人", "signed": True}
        past.call(Notices.hand_over, "steward", **handed)


def picture(width: int, height: int, shade: int) -> str:
    """A plain grey PNG as base64: what stands for a photo."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    lines = (b"\x00" + bytes([shade]) * width) * height
    parts = (chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(lines)), chunk(b"IEND", b""))
    return base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"".join(parts)).decode("ascii")


PHOTO = picture(320, 240, 208)
