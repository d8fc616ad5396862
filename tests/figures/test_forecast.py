import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careers.figures.forecast import FARTHEST, dates, forecast, forecast_of
from careers.figures.pace import Rate, rate
from careers.figures.reach import CAUTION, weeks_to
from careers.figures.standing import Choice, Chosen, Mark, Standing, standing_of
from careers.models import ForecastShown, StudyEntry, User
from tests.figures.ways import (
    MONDAY,
    SINCE,
    TODAY,
    catalogue,
    choices,
    pinned,
    placed,
    skill,
    standing,
    standings,
)

EXAMPLES = 60
PROMISE = rate([], 600)
weeks = st.lists(st.integers(0, 1500), max_size=26)


def shown(goal: str, days_ago: int, likely: dt.date, minutes_left: int, pace: int = 600) -> ForecastShown:
    day = TODAY - dt.timedelta(days=days_ago)
    return ForecastShown(
        day=day, goal=goal, likely=likely, cautious=likely, minutes_left=minutes_left, minutes_a_week=pace
    )


def moved(rows: list[ForecastShown], minutes: int = 1200, pace: Rate = PROMISE) -> str:
    of = standing(catalogue(skill(1, minutes), camps=((1,),)))
    found = forecast(of, pace, TODAY, dt.UTC, rows).moved
    return found.words.replace("\u00a0", " ") if found else ""


# --- arithmetic ---


def test_the_likely_date_is_minutes_over_pace() -> None:
    assert weeks_to(1200, PROMISE) == 2
    assert dates(1200, PROMISE, TODAY)[0] == TODAY + dt.timedelta(days=14)


def test_the_cautious_time_is_what_the_formula_says() -> None:
    known = Rate(minutes=400, variance=10_000, doubt=0.2, weeks=10)
    time = weeks_to(8000, known, CAUTION)
    assert 400 * time - CAUTION * (10_000 * time + (0.2 * 400 * time) ** 2) ** 0.5 == pytest.approx(8000)


def test_nothing_left_takes_no_time() -> None:
    assert dates(0, PROMISE, TODAY) == (TODAY, TODAY)


def test_a_date_that_no_life_reaches_is_cut_off() -> None:
    hopeless = Rate(minutes=5, variance=100, doubt=0.9, weeks=20)
    assert dates(10**6, hopeless, TODAY) == (TODAY + FARTHEST, TODAY + FARTHEST)


@given(st.integers(0, 200_000), st.integers(30, 4800), weeks)
@settings(max_examples=EXAMPLES, deadline=None)
def test_cautious_is_never_before_likely(left: int, promised: int, log: list[int]) -> None:
    likely, cautious = dates(left, rate(log, promised), TODAY)
    assert TODAY <= likely <= cautious


@given(st.integers(1, 200_000), st.integers(1, 200_000), st.integers(30, 4800), weeks)
@settings(max_examples=EXAMPLES, deadline=None)
def test_less_left_is_never_later(left: int, other: int, promised: int, log: list[int]) -> None:
    known = rate(log, promised)
    sooner, later = dates(min(left, other), known, TODAY), dates(max(left, other), known, TODAY)
    assert (sooner[0] <= later[0], sooner[1] <= later[1]) == (True, True)


@given(st.integers(1, 200_000), st.integers(30, 4800), st.integers(1, 2000), weeks)
@settings(max_examples=EXAMPLES, deadline=None)
def test_more_hours_a_week_are_never_later(left: int, promised: int, more: int, log: list[int]) -> None:
    before, after = (dates(left, rate(log, promise), TODAY) for promise in (promised, promised + more))
    assert (after[0] <= before[0], after[1] <= before[1]) == (True, True)


# --- a person ---


def every_date(of: Standing, pace: Rate = PROMISE) -> list[tuple[dt.date, dt.date]]:
    return [(g.likely or TODAY, g.cautious or TODAY) for g in forecast(of, pace, TODAY, dt.UTC).goals]


def reordered(of: Standing, rows: list[Choice]) -> Standing:
    return replace(of, chosen=Chosen(tuple(rows)))


@given(standings(), st.data())
@settings(max_examples=EXAMPLES, deadline=None)
def test_finishing_a_skill_moves_no_date_back(of: Standing, data: st.DataObject) -> None:
    of = reordered(of, data.draw(choices(sorted(of.catalogue.skills))))
    done = data.draw(st.sampled_from(sorted(of.catalogue.skills)))
    after = replace(of, marks={**of.marks, done: Mark("done", "todo", SINCE)})
    for (likely, cautious), (likely_then, cautious_then) in zip(every_date(after), every_date(of), strict=True):
        assert (likely <= likely_then, cautious <= cautious_then) == (True, True)


@given(standings(), st.data())
@settings(max_examples=EXAMPLES, deadline=None)
def test_a_later_camp_is_never_sooner_and_cautious_never_before_likely(of: Standing, data: st.DataObject) -> None:
    found = every_date(reordered(of, data.draw(choices(sorted(of.catalogue.skills)))))
    likely, cautious = [first for first, _ in found], [second for _, second in found]
    assert (likely, cautious) == (sorted(likely), sorted(cautious))
    assert all(first <= second for first, second in found)


@given(standings(), st.data(), st.integers(1, 40))
@settings(max_examples=EXAMPLES, deadline=None)
def test_more_hours_a_week_move_no_date_back(of: Standing, data: st.DataObject, more: int) -> None:
    of = reordered(of, data.draw(choices(sorted(of.catalogue.skills))))
    before, after = (every_date(of, rate([], of.minutes_a_week + extra)) for extra in (0, 30 * more))
    assert all(a <= b and c <= d for (a, c), (b, d) in zip(after, before, strict=True))


def test_what_is_put_before_a_camp_counts_with_it() -> None:
    of = standing(catalogue(skill(1, 600), skill(2, 600), camps=((1,), (2,))))
    [goal, summit] = forecast(reordered(of, [placed(2, None)]), PROMISE, TODAY, dt.UTC).goals
    assert (goal.minutes_left, goal.minutes_put_before, goal.likely) == (600, 600, TODAY + dt.timedelta(weeks=2))
    assert (summit.minutes_put_before, summit.likely) == (0, TODAY + dt.timedelta(weeks=2))


def test_a_camp_waits_for_what_it_asks_for() -> None:
    of = standing(catalogue(skill(1, 600), camps=((1,),)))
    week = MONDAY + dt.timedelta(weeks=9)
    [goal] = forecast(reordered(of, [pinned(1, week)]), PROMISE, TODAY, dt.UTC).goals
    assert (goal.waits_until, goal.likely) == (week, week + dt.timedelta(weeks=1))


def test_the_last_camp_is_the_summit_and_reached_ones_have_their_day() -> None:
    of = standing(catalogue(skill(1), skill(2), skill(3), camps=((1,), (2,), (3,))), {1: "done"})
    found = forecast(of, PROMISE, TODAY, ZoneInfo("America/St_Johns"))
    assert [(g.kind, g.is_summit, g.reached_on) for g in found.goals] == [
        ("reached", False, dt.date(2025, 12, 31)),
        ("next", False, None),
        ("ahead", True, None),
    ]


def test_what_is_walked_is_what_was_done_by_day() -> None:
    of = standing(catalogue(skill(1, 600), skill(2, 300), camps=((1, 2),)), {1: "done"})
    assert forecast(of, PROMISE, TODAY, dt.UTC).walked == ((dt.date(2026, 1, 1), 600),)


def test_the_same_input_gives_the_same_dates() -> None:
    of = standing(catalogue(skill(1, 9000), camps=((1,),)))
    known = rate([500, 20, 700, 90], 600)
    assert forecast(of, known, TODAY, dt.UTC) == forecast(of, known, TODAY, dt.UTC)


# --- what moved it ---


def test_more_than_planned_is_sooner() -> None:
    row = shown("camp-1", 7, TODAY + dt.timedelta(days=16), 1920)
    assert moved([row]) == "2 days sooner than on 17 November: 2 h more than planned."


def test_less_than_planned_is_later() -> None:
    row = shown("camp-1", 7, TODAY + dt.timedelta(days=11), 1560)
    assert moved([row]) == "3 days later than on 17 November: 4 h less than planned."


def test_another_pace_is_named_where_it_weighs_more() -> None:
    row = shown("camp-1", 7, TODAY + dt.timedelta(days=28), 1500, pace=300)
    assert moved([row]) == "14 days sooner than on 17 November: your pace is 10 h a week now, it was 5 h."


def test_more_left_than_then_says_so() -> None:
    row = shown("camp-1", 7, TODAY, 900)
    assert moved([row]) == "14 days later than on 17 November: 5 h more lie before it than then."


def test_an_unmoved_date_says_so() -> None:
    assert moved([shown("camp-1", 7, TODAY + dt.timedelta(days=14), 1800)]) == "The same as on 17 November."


def test_the_day_a_week_ago_is_compared_with_or_the_one_before_it() -> None:
    rows = [shown("camp-1", days, TODAY + dt.timedelta(days=14), 1800) for days in (12, 9, 3, 0)]
    assert moved(rows) == "The same as on 15 November."
    assert moved(rows[2:]) == "The same as on 21 November."


def test_todays_row_and_other_goals_move_nothing() -> None:
    assert moved([shown("camp-1", 0, TODAY, 1), shown("camp-2", 7, TODAY, 1)]) == ""


# --- from rows ---


@pytest.mark.django_db
def test_a_forecast_takes_two_queries_or_one_with_the_log(ada: User, django_assert_num_queries) -> None:
    StudyEntry.objects.create(user=ada, minutes=60, day=TODAY - dt.timedelta(days=400))
    of = standing_of(ada)
    with django_assert_num_queries(2):
        read = forecast_of(ada, of, TODAY)
    with django_assert_num_queries(1):
        given_one = forecast_of(ada, of, TODAY, {TODAY - dt.timedelta(days=400): 60})
    assert read == given_one
