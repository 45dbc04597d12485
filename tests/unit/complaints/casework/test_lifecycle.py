"""The transition table of a case (X01, X10, C03)."""

from itertools import product

import pytest

from contracts.complaints.cases import Channel, Kind, Status, Validity
from services.complaints.casework.rules import (
    TRANSITIONS,
    Move,
    after,
    answering,
    needs_restatement,
    needs_return_visit,
)


def ways_to(goal: Status) -> bool:
    """Whether a lodged case can come to a state."""
    reached, fresh = {Status.LODGED}, {Status.LODGED}
    while fresh:
        fresh = {
            target
            for (source, _), target in TRANSITIONS.items()
            if source in fresh and target not in reached
        }
        reached |= fresh
    return goal in reached


def test_X01_the_four_stages_follow_each_other() -> None:
    way = [Move.TRIAGE, Move.HANDLE, Move.ANSWER, Move.CLOSE]
    status = Status.LODGED
    passed = [status := after(status, move) or status for move in way]
    assert passed == [Status.ACCEPTED, Status.HANDLED, Status.ANSWERED, Status.CLOSED]


@pytest.mark.parametrize("status", Status)
def test_X01_every_state_can_be_reached(status: Status) -> None:
    assert ways_to(status)


def test_X10_no_way_leads_to_the_end_without_an_answer_but_a_withdrawal() -> None:
    ends = {
        (source, move)
        for (source, move), target in TRANSITIONS.items()
        if target is Status.CLOSED and source is not Status.CLOSED and move is not Move.WITHDRAW
    }
    assert ends == {(Status.ANSWERED, Move.CLOSE)}


def test_C13_what_has_its_answer_is_not_withdrawn() -> None:
    withdrawn = {status for status in Status if after(status, Move.WITHDRAW)}
    assert withdrawn == set(Status) - {Status.ANSWERED, Status.CLOSED}


def test_X10_only_inquiries_and_suggestions_end_without_a_return_visit() -> None:
    assert {kind for kind in Kind if not needs_return_visit(kind)} == {
        Kind.INQUIRY,
        Kind.SUGGESTION,
    }


def test_X01_a_closed_case_is_only_classified() -> None:
    assert [move for move in Move if after(Status.CLOSED, move)] == [Move.CLASSIFY]


@pytest.mark.parametrize(
    ("status", "move"),
    [
        (Status.LODGED, Move.HANDLE),
        (Status.LODGED, Move.ANSWER),
        (Status.LODGED, Move.CLOSE),
        (Status.ACCEPTED, Move.ANSWER),
        (Status.ACCEPTED, Move.CLOSE),
        (Status.HANDLED, Move.ASK_RESIDENT),
        (Status.HANDLED, Move.TRIAGE),
        (Status.ANSWERED, Move.HANDLE),
        (Status.ANSWERED, Move.ANSWER),
        (Status.CLOSED, Move.REOPEN),
    ],
)
def test_X01_illegal_transitions_lead_nowhere(status: Status, move: Move) -> None:
    assert after(status, move) is None


def test_X10_unsolved_always_leads_back_to_handling() -> None:
    back = {source: to for (source, move), to in TRANSITIONS.items() if move is Move.REOPEN}
    assert back == {Status.HANDLED: Status.HANDLING, Status.ANSWERED: Status.HANDLING}


@pytest.mark.parametrize(
    ("kind", "validity", "move"),
    [
        (Kind.COMPLAINT, Validity.VALID, Move.ANSWER),
        (Kind.COMPLAINT, Validity.INVALID, Move.ANSWER_AT_ONCE),
        (Kind.REPORT, Validity.UNDECIDED, Move.ANSWER),
        (Kind.INQUIRY, Validity.UNDECIDED, Move.ANSWER_AT_ONCE),
        (Kind.SUGGESTION, Validity.UNDECIDED, Move.ANSWER_AT_ONCE),
    ],
)
def test_X03_what_is_declined_or_only_asked_is_answered_at_once(
    kind: Kind, validity: Validity, move: Move
) -> None:
    assert answering(kind, validity) is move


def test_C03_only_written_words_speak_for_themselves() -> None:
    silent = {channel for channel in Channel if not needs_restatement(channel)}
    assert silent == {Channel.ONLINE, Channel.PLATFORM}


def test_X01_no_move_but_the_known_ones_changes_a_state() -> None:
    """Whatever changes the state is on this list; all other moves leave it as it is."""
    changing = {
        move
        for status, move in product(Status, Move)
        if (target := after(status, move)) is not None and target is not status
    }
    assert changing == {
        Move.TRIAGE,
        Move.TRANSFER,
        Move.SEND_BACK,
        Move.HANDLE,
        Move.ANSWER,
        Move.ANSWER_AT_ONCE,
        Move.WITHDRAW,
        Move.REOPEN,
        Move.CLOSE,
    }
