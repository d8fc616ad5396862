import datetime as dt
from collections import Counter
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from careers.figures.agenda import SOURCES, Dated, Span, agenda, camps, in_order, later, study_days
from careers.figures.forecast import forecast
from careers.figures.pace import rate
from careers.figures.schedule import schedule
from careers.figures.standing import Standing
from careers.models import Application, User
from tests import factories
from tests.figures.ways import TODAY, catalogue, skill, standing, standings

BERLIN = ZoneInfo("Europe/Berlin")
EVENING = dt.time(19)
SPAN = Span(TODAY - dt.timedelta(days=30), TODAY + dt.timedelta(days=60), BERLIN)


def studied(of: Standing, today: dt.date = TODAY, at: dt.time = EVENING, zone: dt.tzinfo = BERLIN) -> list[Dated]:
    return list(study_days(schedule(of, today=today), of.rest_days, today, at, zone))


def minutes(item: Dated) -> int:
    assert isinstance(item.start, dt.datetime)
    assert item.end
    return round((item.end.astimezone(dt.UTC) - item.start.astimezone(dt.UTC)).total_seconds() / 60)


# --- study ---


def test_a_week_of_study_is_spread_over_its_days() -> None:
    of = standing(catalogue(skill(1, 600)), minutes_a_week=300, rest_days=(4,))
    assert [(item.day.isoformat(), minutes(item)) for item in studied(of)] == [
        ("2026-11-24", 60),
        ("2026-11-25", 30),
        ("2026-11-26", 30),
        ("2026-11-28", 90),
        ("2026-11-29", 90),
        ("2026-11-30", 30),
        ("2026-12-01", 60),
        ("2026-12-03", 30),
        ("2026-12-05", 90),
        ("2026-12-06", 90),
    ]


def test_a_study_day_begins_at_ones_hour_and_names_its_skills() -> None:
    of = standing(catalogue(skill(1, 30), skill(2, 30)), minutes_a_week=60)
    [item] = studied(of, at=dt.time(6, 45))
    assert (item.start, item.title) == (dt.datetime(2026, 11, 28, 6, 45, tzinfo=BERLIN), "Study: Skill 1 and Skill 2")
    assert item.detail.replace("\u00a0", " ") == "30 min Skill 1\n30 min Skill 2"


@given(standings(), st.integers(0, 6))
@settings(max_examples=40, deadline=None)
def test_study_days_keep_the_plans_minutes_and_the_rest_days(of: Standing, weekday: int) -> None:
    today = TODAY - dt.timedelta(days=TODAY.weekday()) + dt.timedelta(days=weekday)
    plan = schedule(of, today=today)
    items = list(study_days(plan, of.rest_days, today, EVENING, BERLIN))
    planned = Counter({week.monday: week.planned for week in plan.weeks[:8]})
    found: Counter[dt.date] = Counter()
    for item in items:
        found[item.day - dt.timedelta(days=item.day.weekday())] += minutes(item)
    assert +found == +planned
    assert all(item.day >= today and item.day.weekday() not in of.rest_days for item in items)
    assert len({item.ident for item in items}) == len(items)


def test_an_hour_that_the_clocks_leave_out_is_the_one_after_it() -> None:
    of = standing(catalogue(skill(1, 60)), minutes_a_week=60, rest_days=tuple(range(6)))
    [item] = studied(of, today=dt.date(2027, 3, 23), at=dt.time(2, 30))
    assert item.start == dt.datetime(2027, 3, 28, 3, 30, tzinfo=BERLIN)


def test_so_much_later_counts_time_that_passes() -> None:
    start = dt.datetime(2026, 10, 25, 1, 30, tzinfo=BERLIN)
    assert later(start, dt.timedelta(hours=3)) == dt.datetime(2026, 10, 25, 3, 30, tzinfo=BERLIN)


# --- camps ---


def test_camps_ahead_and_the_target_have_their_days() -> None:
    target = dt.date(2027, 6, 1)
    of = standing(catalogue(skill(1), skill(2), camps=((1,), (2,))), {1: "done"}, target_on=target)
    items = list(camps(forecast(of, rate([], 600), TODAY, dt.UTC)))
    assert [(item.ident, item.start) for item in items] == [
        ("camp-camp-2", TODAY + dt.timedelta(days=7)),
        ("target", target),
    ]


# --- rows ---


def at(day: dt.date, hour: int = 12) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), BERLIN)


@pytest.mark.django_db
def test_rounds_come_with_their_time_and_take_homes_when_they_are_due(ada: User) -> None:
    factories.round_of(ada, starts_at=at(TODAY), minutes=45)
    factories.round_of(ada, format="take_home", due_at=at(TODAY, 23))
    with timezone.override(BERLIN):
        items = agenda(ada, SPAN, [SOURCES["with_interviews"]])
    assert [(item.kind, item.start, item.end, item.title) for item in items] == [
        ("interview", at(TODAY), at(TODAY) + dt.timedelta(minutes=45), "Tern Logistics: Second round"),
        ("hand_in", at(TODAY, 23), None, "Tern Logistics: Second round due"),
    ]


@pytest.mark.django_db
def test_what_is_cancelled_removed_or_far_away_is_not_in_it(ada: User, grace: User) -> None:
    factories.round_of(ada, starts_at=at(TODAY), status="cancelled")
    factories.round_of(ada, starts_at=at(TODAY), removed_at=timezone.now())
    factories.round_of(ada, starts_at=at(SPAN.last + dt.timedelta(days=1)))
    factories.round_of(ada)
    factories.round_of(grace, starts_at=at(TODAY))
    assert agenda(ada, SPAN) == []


@pytest.mark.django_db
def test_next_actions_come_on_their_day_while_the_application_goes_on(ada: User) -> None:
    job = factories.application(ada, next_on=TODAY, next_action="Write to Ida")
    factories.application(ada, step="closed", next_on=TODAY)
    Application.objects.filter(user=ada).exclude(pk=job.pk).update(next_on=TODAY)
    items = agenda(ada, SPAN)
    assert [(item.kind, item.start, item.title) for item in items] == [
        ("next_action", TODAY, "Tern Logistics: Write to Ida")
    ]


def test_what_fills_a_day_stands_before_what_has_a_time() -> None:
    whole = Dated("follow_up", "a", TODAY, "t", "/")
    early, late = (Dated("interview", str(hour), at(TODAY, hour), "t", "/") for hour in (9, 18))
    with timezone.override(BERLIN):
        assert in_order([late, early, whole]) == [whole, early, late]
