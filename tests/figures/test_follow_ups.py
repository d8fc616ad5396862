"""When to write again: from the last thing that happened, by step."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careers.figures.application import fold
from careers.figures.follow_ups import LONG_PAST, FollowUp, Interview, follow_up
from careers.models import ApplicationEvent, FollowUpChoice, FollowUpRhythm, Step

TODAY = dt.date(2026, 11, 24)
APPLIED = TODAY - dt.timedelta(days=10)


def at(day: dt.date, hour: int = 12) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), dt.UTC)


def event(pk: int, step: str, day: dt.date, hour: int = 12) -> ApplicationEvent:
    return ApplicationEvent(pk=pk, step=step, day=day, at=at(day, hour))


def held(days_ago: int, **said: object) -> Interview:
    day = TODAY - dt.timedelta(days=days_ago)
    return replace(Interview("Coding", day, at(day, 15), is_over=True), **said)


def due(
    step: str, *rounds: Interview, notes: tuple[int, ...] = (), choice: FollowUpChoice | None = None, **rhythm: object
) -> tuple[str, int] | None:
    """Kind and days from today; the application came to the step ten days ago, notes stand so many days ago."""
    log = [event(1, "saved", APPLIED), event(2, step, APPLIED)]
    log += [event(3 + n, "", TODAY - dt.timedelta(days=days), 18) for n, days in enumerate(notes)]
    found = follow_up(fold(log), rounds, FollowUpRhythm(**rhythm), TODAY, choice)
    return (found.kind, (found.due - TODAY).days) if found else None


@pytest.mark.parametrize(
    ("step", "told"),
    [
        ("saved", None),
        ("applied", ("applied", -3)),
        ("screening", ("screening", -6)),
        ("interviews", ("interviews", -6)),
        ("offer", ("offer", -8)),
        ("accepted", None),
        ("closed", None),
    ],
)
def test_each_step_has_its_days(step: str, told: tuple[str, int] | None):
    assert due(step) == told


def test_whoever_wrote_something_down_waits_as_long_again():
    assert due("applied", notes=(5, 2)) == ("applied", 5)


def test_the_day_after_a_round_is_for_thanks_and_a_note_settles_it():
    assert due("interviews", held(1)) == ("thanks", 0)
    assert due("interviews", held(1), notes=(1,)) == ("interviews", 3)
    assert due("interviews", held(1), notes=(5,)) == ("thanks", 0)


@pytest.mark.parametrize("said", [{"is_take_home": True}, {"is_settled": True}])
def test_no_thanks_for_a_take_home_or_when_they_have_said_what_came_of_it(said: dict[str, object]):
    assert due("interviews", held(1, **said)) == ("interviews", 3)


def test_thanks_that_come_too_late_are_left_aside():
    assert due("interviews", held(3)) == ("thanks", -2)
    assert due("interviews", held(4)) == ("interviews", 0)


def test_a_word_about_a_round_counts_from_its_day():
    assert due("interviews", held(9, is_settled=True, told_on=TODAY)) == ("interviews", 4)


def test_while_a_round_lies_ahead_nothing_is_proposed():
    assert due("interviews", held(-3, is_over=False)) is None


def test_ones_own_days_and_never():
    assert due("applied", applied=12) == ("applied", 2)
    assert due("applied", applied=None) is None
    assert due("interviews", held(1), thanks=None) == ("interviews", 3)


def test_what_was_put_off_waits_and_what_was_switched_off_stays_away():
    assert due("applied", choice=FollowUpChoice(until=TODAY + dt.timedelta(days=2))) == ("applied", 2)
    assert due("applied", choice=FollowUpChoice(until=TODAY - dt.timedelta(days=9))) == ("applied", -3)
    assert due("interviews", held(1), choice=FollowUpChoice(until=None)) is None


@pytest.mark.parametrize(("late", "long"), [(LONG_PAST, False), (LONG_PAST + 1, True)])
def test_after_two_weeks_it_is_brought_up_no_more(late: int, long: bool):
    ask = FollowUp("applied", APPLIED, TODAY - dt.timedelta(days=late), TODAY)
    assert (ask.is_due, ask.is_long_past) == (True, long)


steps = st.sampled_from([*Step.values, ""])
rounds = st.lists(st.integers(0, 30).map(held), max_size=3)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(steps, st.integers(0, 60)), max_size=6), rounds, st.integers(0, 20))
def test_nothing_is_ever_due_before_the_last_thing_or_before_it_was_put_off(
    told: list[tuple[str, int]], held_rounds: list[Interview], days: int
):
    log = [event(n, step, TODAY - dt.timedelta(days=ago)) for n, (step, ago) in enumerate(told, 1)]
    until = TODAY + dt.timedelta(days=days)
    ask = follow_up(fold(log), held_rounds, FollowUpRhythm(), TODAY, FollowUpChoice(until=until))
    assert ask is None or (ask.due >= until and ask.since < ask.due)
