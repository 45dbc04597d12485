"""What other services tell, for tests of what people are notified of."""

from foundation.scope import FIRST_COMMUNITY

URGENT = {
    "complaint_id": "c1",
    "number": "TS-2026-000001",
    "household_id": "h1",
    "category": "public_facility",
    "reason": "urgent",
    "building": None,
}


ESCALATED = {
    "complaint_id": "c1",
    "number": "TS-2026-000001",
    "tier": "deputy_manager",
    "reason": "overdue",
    "household_id": "h1",
    "building": "1栋",
    "handler_id": "p-engineer",
    "first_responsible_id": "p-receptionist",
}


DISPATCHED = {
    "repair_id": "w1",
    "number": "WX-2026-000001",
    "engineer_id": "p-engineer",
    "priority": "emergency",
    "household_id": "h1",
    "building": "1栋",
}


BILL = {
    "bill_id": "b1",
    "number": "ZD-2026-000001",
    "household_id": "h1",
    "period": "2026-Q4",
    "due_date": "2026-11-30",
    "amount": "320.50",
}


STEP = {
    "household_id": "h1",
    "step": "reminder",
    "due_on": "2026-11-30",
    "amount": "320.50",
    "bill_numbers": ["ZD-2026-000001"],
    "text": "您好，您的物业费 320.50 元将于 11月30日 到期。",
}


PAYMENT = {
    "payment_id": "y1",
    "receipt_number": "SJ-2026-000001",
    "household_id": "h1",
    "amount": "320.50",
}


ANSWERED = {
    "complaint_id": "c1",
    "number": "TS-2026-000001",
    "household_id": "h1",
    "channel": "online",
    "text": "您好，楼道灯已修复。",
    "lodged_by_id": None,
}


TRANSFERRED = {
    "complaint_id": "c1",
    "number": "TS-2026-000001",
    "household_id": "h1",
    "building": "1栋",
    "department": "工程部",
    "handler_id": None,
    "due_at": "2026-11-05T20:00:00+08:00",
}


TAKEN_OVER = {
    "complaint_id": "c1",
    "number": "TS-2026-000001",
    "household_id": "h1",
    "building": "1栋",
    "department": "工程部",
    "department_en": "Engineering",
    "first_responsible_id": "p-receptionist",
    "handler_id": "p-engineer",
    "handler_name": "孙工",
    "named_by_id": None,
}


SENT_BACK = {
    "complaint_id": "c1",
    "number": "TS-2026-000001",
    "household_id": "h1",
    "building": "1栋",
    "department": "工程部",
    "department_en": "Engineering",
    "first_responsible_id": "p-receptionist",
    "sent_back_by": "孙工",
    "reason": "属开发商保修",
}


NOT_TAKEN_OVER = {
    "complaint_id": "c1",
    "number": "TS-2026-000001",
    "household_id": "h1",
    "building": "1栋",
    "department": "工程部",
    "department_en": "Engineering",
    "first_responsible_id": "p-receptionist",
    "handler_id": None,
    "take_over_by": "2026-11-02T12:00:00+08:00",
}


CALL_BACK_MISSED = {
    "complaint_id": "c1",
    "number": "TS-2026-000001",
    "household_id": "h1",
    "building": "1栋",
    "due_at": "2026-11-02T15:00:00+08:00",
    "promised_by_id": "p-receptionist",
}


NOTED = {
    "complaint_id": "c1",
    "number": "TS-2026-000001",
    "building": "1栋",
    "by": "周明",
    "mentioned_ids": ["p-engineer"],
}


SUPPLEMENTED = {
    "complaint_id": "c1",
    "number": "TS-2026-000001",
    "household_id": "h1",
    "building": "1栋",
    "text": "今早又停了",
    "handler_id": "p-engineer",
    "first_responsible_id": "p-receptionist",
}


REPLIED = {
    "complaint_id": "c1",
    "number": "TS-2026-000001",
    "household_id": "h1",
    "text": "师傅下午到场，请留意电话。",
    "lodged_by_id": None,
}


WITHDRAWN = {
    "complaint_id": "c1",
    "number": "TS-2026-000001",
    "household_id": "h1",
    "building": "1栋",
    "by_resident": True,
    "lodged_by_id": None,
    "handler_id": "p-engineer",
    "first_responsible_id": "p-receptionist",
}


FIRST_ANSWER_MISSED = {
    "complaint_id": "c1",
    "number": "TS-2026-000001",
    "household_id": "h1",
    "building": "1栋",
    "due_at": "2026-11-02T15:00:00+08:00",
    "handler_id": "p-engineer",
    "first_responsible_id": "p-receptionist",
}


UNATTENDED = {
    "complaint_id": "c1",
    "number": "TS-2026-000001",
    "household_id": "h1",
    "building": "1栋",
    "attend_by": "2026-11-02T15:00:00+08:00",
}


DESK_WAIT_LONG = {"wait_id": "w1", "waits_since": "2026-11-02T15:00:00+08:00"}


SUSPECTED = {
    "review_id": "x1",
    "rule": "low_rating",
    "number": "WX-2026-000001",
    "home_id": "h1",
    "place": None,
    "involved": ["p-engineer"],
}


QUOTED = {"repair_id": "w1", "number": "WX-2026-000001", "household_id": "h1", "amount": "80.00"}


UNCOVERED = {
    "duty": "desk",
    "day": "2026-11-03",
    "starts_at": "2026-11-03T22:00:00+08:00",
    "ends_at": "2026-11-04T00:00:00+08:00",
}


RELAXED = {
    "change_id": "7",
    "roles": ["finance"],
    "holds_from": "2026-11-03T00:00:00+08:00",
    "by": "周明",
}
LEFT = {
    "person_id": "p-left",
    "name": "赵永强",
    "roles": ["steward"],
    "grants": [{"role": "steward", "community_id": FIRST_COMMUNITY}],
    "shifts": 2,
    "by": "周明",
}
KEY_CALL = {
    "key_household_id": "k1",
    "home_id": "h1",
    "building": "1栋",
    "unit": "1-101",
    "due_on": "2026-11-01",
    "responsible_id": None,
}


REQUESTED = {
    "role_request_id": "q1",
    "kind": "roles",
    "person_id": "p-engineer",
    "name": "邓敏",
    "requested_by_id": "p-admin",
    "requested_by": "周明",
}
