"""Answers on the same channel, in service language (X07, C08)."""

import pytest

from contracts.complaints.acknowledgements import NothingToAcknowledge
from contracts.complaints.answers import OtherChannelNeedsConsent
from foundation.errors import ForbiddenPhrase, InvalidInput
from tests.operations.complaints.conftest import Desk, shown

CHANNELS = ("visit", "phone", "letter", "online", "platform", "patrol")


@pytest.mark.parametrize("channel", CHANNELS)
def test_X07_an_answer_goes_back_on_the_channel_the_contact_came_by(
    desk: Desk, channel: str
) -> None:
    case = desk.bring("handled", channel=channel)
    for other in CHANNELS:
        if other != channel:
            with pytest.raises(OtherChannelNeedsConsent) as refused:
                desk.answer(case, channel=other)
            assert refused.value.params == {"expected": channel}
    assert desk.answer(case)["status"] == "answered"
    assert [entry["channel"] for entry in desk.timeline(case)][-1] == channel


@pytest.mark.parametrize("consent", ["住户来电同意电话答复", True])
def test_X07_another_channel_needs_consent_on_record(desk: Desk, consent: object) -> None:
    case = desk.bring("handled", channel="visit")
    with pytest.raises(OtherChannelNeedsConsent):
        desk.answer(case, channel="phone", consent=False)
    desk.answer(case, channel="phone", consent=consent)
    (given,) = desk.get(case)["answers"]
    assert given["channel"] == "phone" and given["consent"]


def test_X07_letter_is_entered_in_the_register_and_answered_in_writing(desk: Desk) -> None:
    case = desk.lodge(channel="letter", wish="书面答复")
    (row,) = desk.call("incoming_documents", desk.receptionist)["items"]
    assert row["number"] == "SW-2026-000001"
    assert (row["complaint_number"], row["sender"]) == (case["number"], "王芳")
    assert row["replied_at"] is None
    desk.later(hours=1)
    desk.bring("answered", case)
    assert desk.get(case)["letter"]["replied_at"] == shown("2026-11-02 11:00")


def test_X07_a_letter_is_shown_to_the_deputy_manager(desk: Desk) -> None:
    case = desk.lodge(channel="letter")
    assert desk.call("escalations", desk.supervisor)["items"] == []
    (item,) = desk.call("escalations", desk.deputy)["items"]
    assert [one["waits_for"] for one in item["waiting"]] == ["reading"]
    with pytest.raises(NothingToAcknowledge):
        desk.act(case, "acknowledge", desk.supervisor)
    desk.act(case, "acknowledge", desk.deputy)
    assert desk.call("escalations", desk.deputy)["items"] == []
    letter = desk.get(case)["letter"]
    assert (letter["shown_to"], letter["shown_at"]) == (
        "deputy_manager",
        shown("2026-11-02 10:00"),
    )


def test_X07_only_letters_are_registered(desk: Desk) -> None:
    for channel in set(CHANNELS) - {"letter"}:
        desk.lodge(channel=channel)
    assert desk.call("incoming_documents", desk.receptionist)["items"] == []


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("您好，不知道。", "不知道"),
        ("请您拨打13987654321联系师傅。", "139****4321"),
        ("再不缴费就给您家停水。", "停水"),
    ],
)
def test_C08_what_must_not_be_said_blocks_the_answer(desk: Desk, text: str, phrase: str) -> None:
    case = desk.bring("handled")
    with pytest.raises(ForbiddenPhrase) as refused:
        desk.answer(case, desk.supervisor, text=text)
    assert phrase in refused.value.params["phrase"]
    assert refused.value.params["better"]
    assert "text" in refused.value.errors
    assert (desk.get(case)["status"], desk.get(case)["answers"]) == ("handled", [])
    assert desk.published("complaint_answered") == []


ON_PAPER = {
    "findings": "循环泵轴承损坏。", "grounds": "物业服务合同第八条", "done_by": "2026-12-01",
    "follow_up": "三日内回访。",
}  # fmt: skip


def test_P10_what_the_written_answer_says_is_kept_as_it_was_recorded(desk: Desk) -> None:
    desk.answer(case := desk.bring("handled"), **ON_PAPER)
    for by in (desk.supervisor, desk.resident):
        (given,) = desk.get(case, by)["answers"]
        assert {name: given[name] for name in ON_PAPER} == ON_PAPER
    desk.answer(plain := desk.bring("handled"))
    assert [desk.get(plain)["answers"][0][name] for name in ON_PAPER] == [None] * 4


@pytest.mark.parametrize("field", ["findings", "grounds", "follow_up"])
def test_C08_nothing_on_the_written_answer_says_what_must_not_be_said(
    desk: Desk, field: str
) -> None:
    case = desk.bring("handled")
    with pytest.raises(ForbiddenPhrase) as refused:
        desk.answer(case, **{field: "再不缴费就给您家停水。"})
    assert field in refused.value.errors and desk.get(case)["answers"] == []


def test_C08_without_the_check_the_text_would_go_out(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr("services.complaints.answers.operations.check_language", lambda *_: None)
    desk.answer(desk.bring("handled"), text="不知道。")
    assert [data["text"] for data in desk.published("complaint_answered")] == ["不知道。"]


def test_X07_an_answer_is_told_with_the_resident_who_waits_for_it(desk: Desk) -> None:
    online = desk.bring("answered", desk.lodge_online())
    phone = desk.bring("answered")
    published = {data["complaint_id"]: data for data in desk.published("complaint_answered")}
    assert published[online["id"]]["lodged_by_id"] == "p-resident"
    assert published[phone["id"]]["lodged_by_id"] is None
    assert published[phone["id"]]["household_id"] == "h1"


def test_X01_an_answer_needs_words(desk: Desk) -> None:
    with pytest.raises(InvalidInput) as refused:
        desk.answer(desk.bring("handled"), text=" ")
    assert list(refused.value.errors) == ["text"]
