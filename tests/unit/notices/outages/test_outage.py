"""What a notice of an outage says, and what no notice says (N01)."""

from datetime import date, datetime, timedelta

import pytest

from contracts.notices.notices import NoticeKind
from contracts.notices.outages import Advice, Supply
from foundation.clock import SHANGHAI
from foundation.service_language import check
from guanjia.demo.notice_texts import TEXTS, Text
from services.notices.outages.rules import advice, text

NINE = datetime(2026, 11, 22, 9, tzinfo=SHANGHAI)
NOON = datetime(2026, 11, 22, 12, tzinfo=SHANGHAI)
NEXT = datetime(2026, 11, 23, 1, 30, tzinfo=SHANGHAI)


@pytest.mark.parametrize("supply", list(Supply))
@pytest.mark.parametrize("ends_at", [NOON, NEXT])
def test_N01_the_template_of_an_outage_lacks_nothing(supply: Supply, ends_at: datetime) -> None:
    title, body = text(supply, "因水箱清洗。", NINE, ends_at, "3栋1、2单元")
    assert advice(NoticeKind.OUTAGE, title, body) == []
    assert check(f"{title}\n{body}") == []
    assert "因水箱清洗，2026年11月22日（周日）9:00" in body and "3栋1、2单元" in body


def test_N01_dates_are_whole_also_over_midnight() -> None:
    _title, body = text("water", "抢修", NINE, NEXT, "5栋")
    assert "2026年11月22日（周日）9:00至2026年11月23日（周一）1:30" in body


@pytest.mark.parametrize(
    ("removed", "lacks"),
    [
        ("请提前储水，", Advice.STORE_WATER),
        ("恢复供水初期水质可能浑浊，请先放水片刻，待水清后再使用。", Advice.WATER_AFTERWARDS),
        ("如恢复时间延长或有变化，", Advice.EXTENSION),
        ("给您带来不便，深表歉意，感谢您的理解与支持。", Advice.APOLOGY),
        ("3栋1单元", Advice.PLACES),
        ("因水箱清洗，", Advice.REASON),
    ],
)
def test_N01_what_an_outage_does_not_say_is_named(removed: str, lacks: Advice) -> None:
    title, body = text("water", "水箱清洗", NINE, NOON, "3栋1单元")
    shorter = body.replace(removed, "").replace("单元公告栏", "公告栏")
    assert removed in body
    assert lacks in advice(NoticeKind.OUTAGE, title, shorter)


def test_N01_begin_and_end_are_whole_dates() -> None:
    body = "因水箱清洗，周日九时至十二时3栋暂停供水。"
    assert Advice.BEGIN_AND_END in advice(NoticeKind.OUTAGE, "停水通知", body)


@pytest.mark.parametrize(
    "words",
    [
        "明日停水。",
        "今天下午施工。",
        "本周五开会。",
        "下周一检修。",
        "这个星期三开会。",
        "本周末停电。",
        "次日恢复。",
        "Closed tomorrow.",
    ],
)
@pytest.mark.parametrize("kind", list(NoticeKind))
def test_N01_days_that_pass_are_named_in_every_kind(kind: NoticeKind, words: str) -> None:
    assert Advice.RELATIVE_DAY in advice(kind, "通知", words)


@pytest.mark.parametrize(
    "words", ["2026年11月22日（周日）9:00开会。", "周末活动。", "每周五消杀。"]
)
def test_N01_whole_dates_are_not(words: str) -> None:
    assert advice(NoticeKind.NOTICE, "通知", words) == []


@pytest.mark.parametrize("written", [date(2026, 11, 28) + timedelta(days=n) for n in range(7)])
@pytest.mark.parametrize("notice", TEXTS, ids=lambda text: text.title)
def test_N01_the_demonstration_names_days_by_their_dates(notice: Text, written: date) -> None:
    said = notice.on(written)
    assert advice(said.kind, said.title, said.body) == []
    assert "{" not in said.title + said.body


def test_N01_the_day_of_a_notice_is_the_first_such_weekday_after_it_was_written() -> None:
    friday = Text(NoticeKind.NOTICE, "", "{day}", 1, "09:00", weekday=4)
    days = [friday.on(date(2026, 12, day)).body for day in (3, 4, 5)]
    assert days == ["2026年12月4日（周五）", "2026年12月11日（周五）", "2026年12月11日（周五）"]
    assert Text(NoticeKind.NOTICE, "", "{day}", 1, "09:00").on(date(2026, 12, 31)).body == (
        "2027年1月1日（周五）"
    )
