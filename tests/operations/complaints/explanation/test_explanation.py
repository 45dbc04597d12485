"""The deadline is explained (C11)."""

from tests.operations.complaints.conftest import Answer, Desk, shown


def pause(desk: Desk, case: Answer) -> Answer:
    return desk.act(case, "pause", desk.receptionist, reason="等住户在家")


def resume(desk: Desk, case: Answer) -> Answer:
    return desk.act(case, "resume", desk.receptionist)


def test_C11_the_deadline_is_explained(desk: Desk) -> None:
    desk.at("2026-11-02 07:00")
    case = desk.bring("accepted")
    desk.at("2026-11-02 12:00")
    pause(desk, case)
    desk.at("2026-11-02 13:30")
    resume(desk, case)
    deadline = desk.get(case)["deadline"]
    assert deadline["explanation"] == (
        "本部门职责范围内，当日办结：登记时为非服务时间，自11月02日 08:00起计，至11月02日 20:00"
        "下班止。其间停计90分钟服务时间，顺延至11月03日 09:30。"
    )
    assert [
        (part["from"][11:16], part["to"][11:16], part["counted"], part["reason"])
        for part in deadline["segments"]
    ] == [
        ("07:00", "08:00", False, "closed"),
        ("08:00", "12:00", True, "service_hours"),
        ("12:00", "13:30", False, "paused"),
        ("13:30", "20:00", True, "service_hours"),
        ("20:00", "08:00", False, "closed"),
        ("08:00", "09:30", True, "service_hours"),
    ]
    facts = {
        "limit": "own_scope", "allowed_days": 0, "counted_from": shown("2026-11-02 08:00"),
        "due_at": shown("2026-11-03 09:30"), "counted_minutes": 720, "stopped_minutes": 90,
        "uncounted_minutes": 870, "kept": None, "provisional": False,
        "next_step": {"tier": "supervisor", "at": shown("2026-11-03 09:30")},
    }  # fmt: skip
    assert facts.items() <= deadline.items()
    english = desk.actor("supervisor", language="en")
    assert "still for 90 service minutes" in desk.get(case, english)["deadline"]["explanation"]
