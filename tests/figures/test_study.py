"""Weeks start on Monday; days are those that stand in the entries."""

import datetime as dt

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from careers.acts.mark import mark
from careers.drawings import StudyDay
from careers.figures.standing import standing_of
from careers.figures.study import Activity, likely, log_of, study_of, week
from careers.models import Skill, StudyEntry, StudyTimer, User
from tests import factories

SUNDAY, MONDAY, TUESDAY = (dt.date(2026, 11, day) for day in (22, 23, 24))
NOON = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)


def logged(user: User, day: dt.date, minutes: int, skill: Skill | None = None) -> StudyEntry:
    return StudyEntry.objects.create(user=user, day=day, minutes=minutes, skill=skill)


def at_home(user: User, zone: str, now: dt.datetime):
    user.time_zone = zone
    with timezone.override(user.zone):
        return study_of(user, standing_of(user), now)


# --- the week ---


def a_day(minutes: int) -> StudyDay:
    return StudyDay(minutes, 1)


def test_a_week_runs_from_monday_to_sunday():
    shown = week({SUNDAY: a_day(60), MONDAY: a_day(45)}, TUESDAY, goal=600, rest_days=())
    assert [day.date.day for day in shown.days] == [23, 24, 25, 26, 27, 28, 29]
    assert [day.minutes for day in shown.days] == [45, 0, 0, 0, 0, 0, 0]
    assert [day.is_today for day in shown.days] == [False, True, False, False, False, False, False]


def test_rest_days_are_not_days_left():
    shown = week({}, TUESDAY, goal=600, rest_days=(0, 4))
    assert (shown.days_left, shown.left) == (5, 600)
    assert [day.is_rest for day in shown.days] == [True, False, False, False, True, False, False]


def test_more_than_the_goal_leaves_nothing():
    assert week({MONDAY: a_day(700)}, TUESDAY, goal=600, rest_days=()).left == 0


DAYS = st.dictionaries(
    st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31)), st.integers(1, 1440).map(a_day), max_size=30
)


@settings(max_examples=50)
@given(DAYS)
def test_every_minute_is_in_one_week(days: dict[dt.date, StudyDay]):
    first = dt.date(2025, 12, 29)
    weeks = [week(days, first + dt.timedelta(weeks=n), 600, ()) for n in range(54)]
    assert sum(shown.minutes for shown in weeks) == sum(day.minutes for day in days.values())


@pytest.mark.django_db
def test_weeks_and_days_are_added_up_by_the_database(ada: User, grace: User):
    for day, minutes in ((SUNDAY, 30), (MONDAY, 25), (MONDAY, 20), (TUESDAY, 15)):
        logged(ada, day, minutes)
    logged(grace, MONDAY, 90)
    mine = StudyEntry.objects.filter(user=ada)
    assert mine.minutes_by_week() == {dt.date(2026, 11, 16): 30, MONDAY: 60}
    assert mine.minutes_by_day() == {SUNDAY: 30, MONDAY: 45, TUESDAY: 15}
    assert mine.between(MONDAY, TUESDAY).minutes() == 60
    assert StudyEntry.objects.none().minutes() == 0


# --- time zones ---


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("zone", "now", "today"),
    [
        ("Pacific/Kiritimati", "2026-11-22T10:30+00:00", MONDAY),
        ("America/St_Johns", "2026-11-24T03:15+00:00", MONDAY),
        ("America/St_Johns", "2026-11-24T03:45+00:00", TUESDAY),
        ("Pacific/Honolulu", "2026-11-23T09:00+00:00", SUNDAY),
    ],
)
def test_today_is_where_the_person_is(ada: User, zone: str, now: str, today: dt.date):
    shown = at_home(ada, zone, dt.datetime.fromisoformat(now))
    assert [day.date for day in shown.week.days if day.is_today] == [today]


@pytest.mark.django_db
@pytest.mark.parametrize("day", ["2026-03-08", "2026-11-01"])
def test_a_week_in_which_the_clocks_change_has_seven_days(ada: User, day: str):
    """St John's goes forward on 8 March and back on 1 November, both Sundays."""
    sunday = dt.date.fromisoformat(day)
    logged(ada, sunday, 25)
    shown = at_home(ada, "America/St_Johns", dt.datetime.combine(sunday, dt.time(12), dt.UTC)).week
    assert ([day.minutes for day in shown.days], shown.days[6].date) == ([0, 0, 0, 0, 0, 0, 25], sunday)


@pytest.mark.django_db
def test_changing_the_zone_moves_nothing_to_another_week(ada: User):
    """It is Monday in Kiritimati and still Sunday in Honolulu: what was logged on Monday stays there."""
    now = dt.datetime(2026, 11, 22, 11, tzinfo=dt.UTC)
    logged(ada, MONDAY, 60)
    assert at_home(ada, "Pacific/Kiritimati", now).week.minutes == 60
    logged(ada, SUNDAY, 30)
    away = at_home(ada, "Pacific/Honolulu", now)
    assert (away.week.minutes, away.activity.minutes) == (30, 90)
    assert at_home(ada, "Pacific/Honolulu", now + dt.timedelta(days=1)).week.minutes == 60


# --- the year ---


def activity(*days: tuple[dt.date, int], rest: tuple[int, ...] = ()) -> Activity:
    return Activity(TUESDAY, {day: a_day(minutes) for day, minutes in days}, rest)


def test_a_year_without_study_has_no_facts():
    empty = activity()
    assert (empty.minutes, empty.months, empty.fullest_month, empty.longest_day, empty.usual_days) == (
        0,
        (),
        None,
        None,
        (),
    )


def test_months_newest_first_and_the_fullest():
    year = activity((dt.date(2026, 9, 30), 50), (dt.date(2026, 10, 1), 30), (dt.date(2026, 10, 2), 40))
    assert [(month.first.month, month.minutes, month.days) for month in year.months] == [(10, 70, 2), (9, 50, 1)]
    assert year.fullest_month
    assert year.fullest_month.first.month == 10
    assert year.longest_day == (dt.date(2026, 9, 30), 50)


def test_usual_days_are_those_of_most_weeks():
    weeks = [MONDAY - dt.timedelta(weeks=n) for n in range(4)]
    year = activity(*((monday, 30) for monday in weeks), (SUNDAY, 30), rest=(4,))
    assert [day.weekday() for day in year.usual_days] == [0]
    assert [day.weekday() for day in year.rest] == [4]


@pytest.mark.django_db
def test_a_day_has_the_colour_of_most_of_its_minutes(ada: User):
    first = factories.skill("python", factories.stage())
    second = factories.skill("sql", factories.stage("second", 2))
    for minutes, skill in ((20, first), (40, second), (90, None)):
        logged(ada, TUESDAY, minutes, skill)
    logged(ada, MONDAY, 30)
    year = study_of(ada, standing_of(ada), NOON).activity
    assert year.days == {TUESDAY: StudyDay(150, 12), MONDAY: StudyDay(30, None)}


# --- the rest ---


@pytest.mark.django_db
def test_the_log_is_read_some_days_at_a_time(ada: User):
    for offset in range(30):
        logged(ada, TUESDAY - dt.timedelta(days=offset), 10 + offset)
    newest = log_of(ada, standing_of(ada), None)
    assert (len(newest.days), newest.from_the_start, newest.days[0].minutes) == (21, True, 10)
    older = log_of(ada, standing_of(ada), newest.earlier)
    assert (len(older.days), older.from_the_start, older.earlier) == (9, False, None)


@pytest.mark.django_db
def test_what_is_being_learned_is_offered_latest_first(ada: User):
    stage = factories.stage()
    skills = [factories.skill(key, stage, order=n) for n, key in enumerate(("python", "git", "sql"), 1)]
    for skill in skills[:2]:
        mark(ada, skill.pk, "learning")
    assert [skill.key for skill in likely(standing_of(ada))] == ["git", "python"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ran", "forgotten"), [(dt.timedelta(hours=12), False), (dt.timedelta(hours=12, seconds=1), True)]
)
def test_a_timer_of_more_than_twelve_hours_was_forgotten(ada: User, ran: dt.timedelta, forgotten: bool):
    StudyTimer.objects.create(user=ada, started_at=NOON - ran)
    shown = study_of(ada, standing_of(ada), NOON)
    assert (shown.timer_seconds, shown.timer_forgotten) == (ran.total_seconds(), forgotten)


@pytest.mark.django_db
@pytest.mark.parametrize("entries", [1, 40])
def test_study_is_two_queries_however_much_there_is(ada: User, entries: int, django_assert_num_queries):
    for offset in range(entries):
        logged(ada, TUESDAY - dt.timedelta(days=offset), 25)
    standing = standing_of(ada)
    with django_assert_num_queries(2):
        study_of(ada, standing, NOON)
