"""A deadline in words (C11)."""

from dataclasses import replace
from datetime import timedelta

from contracts.complaints.deadlines import DeadlineClass
from services.complaints.cases.rules import excerpt
from services.complaints.explanation.rules import DeadlineFacts, explain
from tests.support.rule_tables import local

SAME_DAY = DeadlineFacts(
    limit=DeadlineClass.OWN_SCOPE,
    days=0,
    day_kind="calendar",
    lodged_at=local("2026-11-02 10:00"),
    counted_from=local("2026-11-02 10:00"),
    limit_at=local("2026-11-02 20:00"),
    stood=timedelta(),
    due_at=local("2026-11-02 20:00"),
    own_due_at=None,
    provisional=False,
)


def test_C11_the_same_day_is_explained_in_both_languages() -> None:
    assert explain(SAME_DAY, "zh") == (
        "本部门职责范围内，当日办结：自11月02日 10:00起计，至11月02日 20:00下班止。"
    )
    assert explain(SAME_DAY, "en") == (
        "Within the desk's own scope, the same day: counted from 11-02 10:00 "
        "to closing at 11-02 20:00."
    )


def test_C11_night_pause_and_provisional_years_are_named() -> None:
    facts = replace(
        SAME_DAY,
        limit=DeadlineClass.TRANSFERRED,
        days=3,
        day_kind="working",
        lodged_at=local("2026-11-01 22:00"),
        limit_at=local("2026-11-05 20:00"),
        stood=timedelta(minutes=90),
        due_at=local("2026-11-06 09:30"),
        provisional=True,
    )
    chinese, english = explain(facts, "zh"), explain(facts, "en")
    for words in ("3个工作日内办结", "非服务时间", "停计90分钟", "11月06日 09:30", "暂定"):
        assert words in chinese
    for words in ("within 3 working days", "outside service hours", "90 service", "Provisional"):
        assert words in english


def test_D03_long_texts_are_cut() -> None:
    assert excerpt("短") == "短"
    assert len(excerpt("长" * 600)) == 500
