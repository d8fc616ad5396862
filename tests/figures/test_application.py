"""What the log of an application comes to."""

import datetime as dt
from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from careers.figures.application import WAY, Course, fold
from careers.models import Step

FIRST = dt.date(2026, 10, 1)


@dataclass(frozen=True)
class Event:
    pk: int
    step: str = ""
    day: dt.date = FIRST
    reasons: list[str] = field(default_factory=list)
    corrects_id: int | None = None
    undoes_id: int | None = None


def course(*told: tuple[str, int] | tuple[str, int, str]) -> Course:
    """Of steps, each on a day after the first, and the reason of closing."""
    return fold(
        Event(pk, step, FIRST + dt.timedelta(days=days), list(reasons))
        for pk, (step, days, *reasons) in enumerate(told)
    )


def steps(log: list[Event]) -> list[str]:
    return [line.event.step for line in fold(log).lines]


# --- what is derived ---


def test_an_application_without_events_is_saved():
    empty = fold([])
    assert (empty.step, empty.furthest, empty.since, empty.days_here(FIRST)) == ("saved", "saved", None, 0)


def test_an_application_is_where_its_latest_day_left_it():
    told = course(("saved", 0), ("screening", 20), ("applied", 5))
    assert (told.step, [line.was for line in told.lines]) == ("screening", ["", "saved", "applied"])


def test_the_furthest_step_stays_after_a_rejection():
    told = course(("saved", 0), ("applied", 1), ("interviews", 9), ("closed", 30, "rejected"))
    assert (told.step, told.furthest, told.reasons, told.ended) == ("closed", "interviews", ["rejected"], True)


def test_days_in_a_step_count_from_when_it_came_there_not_from_the_last_word():
    told = course(("saved", 0), ("applied", 2), ("", 9), ("applied", 10))
    assert told.days_here(FIRST + dt.timedelta(days=12)) == 10


def test_days_in_a_step_do_not_go_below_zero():
    assert course(("saved", 5)).days_here(FIRST) == 0


def test_the_answer_is_counted_from_the_day_of_applying():
    assert course(("saved", 0), ("applied", 2), ("", 6), ("screening", 12)).days_to_answer == 10


def test_a_rejection_is_an_answer_and_silence_is_none():
    assert course(("applied", 2), ("closed", 9, "rejected")).days_to_answer == 7
    assert course(("applied", 2), ("closed", 40, "ghosted")).days_to_answer is None
    assert course(("applied", 2), ("closed", 9, "withdrawn", "role_closed")).days_to_answer == 7


def test_who_was_found_by_a_recruiter_waited_for_nothing():
    assert course(("saved", 0), ("screening", 2)).days_to_answer is None


# --- corrections and undos ---


def test_a_correction_stands_in_the_place_of_its_line():
    log = [Event(1, "saved"), Event(2, "applied", FIRST), Event(3, "applied", FIRST + dt.timedelta(1), corrects_id=2)]
    line = fold(log).lines[1]
    assert (line.event.pk, [event.pk for event in line.corrected]) == (3, [2])


def test_a_correction_can_be_corrected():
    log = [Event(1, "saved"), Event(2, "applied"), Event(3, "offer", corrects_id=2), Event(4, "", corrects_id=3)]
    assert (steps(log), fold(log).step) == (["saved", ""], "saved")


def test_of_two_corrections_of_one_version_the_second_stands_for_itself():
    log = [Event(1, "saved"), Event(2, "applied"), Event(3, "offer", corrects_id=2), Event(4, "", corrects_id=2)]
    assert steps(log) == ["saved", "offer", ""]


def test_an_undo_of_a_correction_brings_back_what_it_corrected():
    log = [Event(1, "saved"), Event(2, "applied"), Event(3, "offer", corrects_id=2), Event(4, undoes_id=3)]
    assert (steps(log), fold(log).last_act) == (["saved", "applied"], log[1])


def test_acts_are_undone_from_the_last_to_the_second():
    log = [Event(1, "saved"), Event(2, "applied"), Event(3, "offer"), Event(4, undoes_id=3)]
    assert fold(log).last_act == log[1]
    assert fold([*log, Event(5, undoes_id=2)]).last_act is None


def test_an_undo_of_what_does_not_stand_changes_nothing():
    log = [Event(1, "saved"), Event(2, "applied"), Event(3, "offer", corrects_id=2)]
    assert steps([*log, Event(4, undoes_id=2), Event(5, undoes_id=99)]) == steps(log)


# --- rules, for any log ---

days = st.integers(0, 60).map(lambda n: FIRST + dt.timedelta(days=n))
kinds = st.tuples(
    st.sampled_from([*Step.values, ""]), days, st.sampled_from(["new", "corrects", "undoes"]), st.integers(0)
)


@st.composite
def logs(draw) -> list[Event]:
    """Any events, of which later ones may correct or undo any earlier one, sensibly or not."""
    log = [Event(1, "saved", draw(days))]
    for pk, (step, day, kind, other) in enumerate(draw(st.lists(kinds, max_size=12)), 2):
        named = log[other % len(log)].pk
        log.append(
            Event(pk, step, day, corrects_id=named if kind == "corrects" else None,
                  undoes_id=named if kind == "undoes" else None)
        )  # fmt: skip
    return log


@settings(max_examples=150, deadline=None)
@given(logs())
def test_every_event_is_an_undo_undone_or_to_be_read(log: list[Event]):
    """Correcting loses none: what was written is on a line, now or as what it said before."""
    read = {event.pk for line in fold(log).lines for event in (line.event, *line.corrected)}
    undone = {event.undoes_id for event in log if event.undoes_id}
    assert {event.pk for event in log if event.undoes_id is None} - undone <= read


@settings(max_examples=150, deadline=None)
@given(logs(), st.sampled_from([*Step.values, ""]), days, st.integers(0))
def test_correcting_one_line_leaves_the_others(log: list[Event], step: str, day: dt.date, which: int):
    before = fold(log).lines
    if not before:
        return
    chosen = before[which % len(before)]
    after = fold([*log, Event(99, step, day, corrects_id=chosen.event.pk)]).lines
    others = [line.event for line in before if line is not chosen]
    assert [line.event for line in after if line.event.pk != 99] == others
    assert [line.corrected for line in after if line.event.pk == 99] == [(*chosen.corrected, chosen.event)]


@settings(max_examples=150, deadline=None)
@given(logs(), st.sampled_from([*Step.values, ""]), days, st.none() | st.integers(0))
def test_undoing_the_last_act_leaves_everything_as_it_was_before_it(
    log: list[Event], step: str, day: dt.date, which: int | None
):
    before = fold(log)
    lines = before.lines
    corrected = lines[which % len(lines)].event.pk if lines and which is not None else None
    log += [Event(98, step, day, corrects_id=corrected), Event(99, undoes_id=98)]
    assert fold(log) == before


@settings(max_examples=150, deadline=None)
@given(logs())
def test_the_status_is_that_of_the_latest_line_with_a_step_and_never_beyond_the_furthest(log: list[Event]):
    told = fold(log)
    stepped = [line.event.step for line in told.lines if line.event.step]
    assert told.step == (stepped[-1] if stepped else "saved")
    assert told.step == "closed" or WAY.index(told.step) <= WAY.index(told.furthest)
