"""A complaint's deadline in the reader's words and dates (C11)."""

from typing import Any

import pytest
from flask import Flask

from gateway.web.deadlines import explained

DUE = {
    "limit": "own_scope", "allowed_days": 0, "day_kind": "calendar",
    "lodged_at": "2021-11-02T02:00:00+00:00", "counted_from": "2021-11-02T10:00:00+08:00",
    "due_at": "2021-11-02T20:00:00+08:00", "stopped_minutes": 0, "provisional": False,
    "limit_at": "2021-11-02T20:00:00+08:00", "own_due_at": None,
}  # fmt: skip
NIGHT = {
    "limit": "transferred", "allowed_days": 3, "day_kind": "working",
    "counted_from": "2021-11-03T08:00:00+08:00", "due_at": "2021-11-08T09:30:00+08:00",
    "limit_at": "2021-11-08T09:30:00+08:00",
    "stopped_minutes": 90, "provisional": True,
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "more", "said"),
    [
        (
            "en",
            {},
            "Within the desk's own scope, the same day: counted from Nov 2, 2021 10:00 until"
            " closing, Nov 2, 2021 20:00.",
        ),
        (
            "zh-CN",
            {},
            "本部门职责范围内，当日办结：自 2021年11月2日 10:00 起计，"
            "至 2021年11月2日 20:00 下班止。",
        ),
        (
            "en",
            NIGHT,
            "Transferred to a department, within 3 working days: it came outside service hours;"
            " counted from Nov 3, 2021 08:00; the clock stood still for 1 hour 30 minutes of"
            " service time, so it is due Nov 8, 2021 09:30."
            " Provisional: the holidays of that year are not announced yet.",
        ),
        (
            "zh-CN",
            NIGHT,
            "已转职能部门，3 个工作日内办结：登记时为非服务时间，自 2021年11月3日 08:00 起计，"
            "其间服务时间停计 1 小时 30 分钟，顺延至 2021年11月8日 09:30。"
            "该年度节假日安排尚未公布，为暂定时限。",
        ),
    ],
)
def test_C11_a_deadline_is_explained_in_the_readers_dates(
    app: Flask, language: str, more: dict[str, Any], said: str
) -> None:
    with app.test_request_context(headers={"Accept-Language": language}):
        assert explained(DUE | more) == said


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ("2021-11-02T12:00:00+08:00", "来件自带时限为 2021年11月2日 12:00，该时限在前，以其为准。"),
        ("2021-11-05T20:00:00+08:00", "上述时限在前，以上述时限为准。"),
    ],
)
def test_C12_which_of_two_limits_rules_is_said(app: Flask, own: str, said: str) -> None:
    with app.test_request_context(headers={"Accept-Language": "zh-CN"}):
        assert explained(DUE | {"own_due_at": own}).endswith(said)
