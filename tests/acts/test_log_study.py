"""Minutes fall on the person's day, whatever zone they are in and whatever the clocks do."""

import datetime as dt
import uuid

import pytest
import time_machine

from careers.acts.log_study import Subject, log_study, start_timer, stop_timer
from careers.models import Skill, StudyEntry, StudyTimer, User
from tests import factories

pytestmark = pytest.mark.django_db
NOTHING = Subject()


@pytest.fixture
def skill() -> Skill:
    return factories.skill("python", factories.stage())


def timed(user: User, start: str, stop: str) -> StudyEntry:
    """What the timer logs between two instants, for as long as it ran."""
    with time_machine.travel(start, tick=False):
        timer, _ = start_timer(user, NOTHING)
    with time_machine.travel(stop, tick=False):
        minutes = timer.minutes(dt.datetime.now(dt.UTC))
        entry = stop_timer(user, timer.pk, uuid.uuid4(), minutes)
    assert entry
    return entry


def test_the_same_form_sent_twice_logs_once(ada: User, skill: Skill):
    key = uuid.uuid4()
    for minutes in (25, 45):
        log_study(ada, key, minutes, dt.date(2026, 3, 1), Subject(skill.pk))
    assert [(e.minutes, e.skill_id, e.day) for e in StudyEntry.of(ada)] == [(25, skill.pk, dt.date(2026, 3, 1))]


def test_two_people_may_send_the_same_key(ada: User, grace: User):
    key = uuid.uuid4()
    for user in (ada, grace):
        log_study(user, key, 25, dt.date(2026, 3, 1), NOTHING)
    assert StudyEntry.objects.count() == 2


def test_a_timer_that_runs_goes_on_for_what_it_was_started_for(ada: User, skill: Skill):
    first, started = start_timer(ada, Subject(skill.pk))
    second, again = start_timer(ada, NOTHING)
    assert (started, again, second.pk, StudyTimer.of(ada).get().skill_id) == (True, False, first.pk, skill.pk)


def test_a_timer_that_was_stopped_elsewhere_logs_nothing_more(ada: User):
    timer, _ = start_timer(ada, NOTHING)
    key = uuid.uuid4()
    once = stop_timer(ada, timer.pk, key, 25)
    assert stop_timer(ada, timer.pk, key, 25) == once
    assert stop_timer(ada, timer.pk, uuid.uuid4(), 25) is None
    assert StudyEntry.of(ada).count() == 1


def test_a_strangers_timer_is_not_stopped(ada: User, grace: User):
    timer, _ = start_timer(ada, NOTHING)
    assert stop_timer(grace, timer.pk, uuid.uuid4(), 25) is None
    assert StudyTimer.of(ada).exists()


@pytest.mark.parametrize(
    ("zone", "start", "stop", "minutes", "day"),
    [
        ("Pacific/Kiritimati", "2026-11-24T10:30Z", "2026-11-24T11:15Z", 45, "2026-11-25"),
        ("America/St_Johns", "2026-11-24T03:00Z", "2026-11-24T03:25Z", 25, "2026-11-23"),
        # over midnight: it belongs to the evening on which it began
        ("America/St_Johns", "2026-11-24T03:10Z", "2026-11-24T04:10Z", 60, "2026-11-23"),
        # clocks go forward from 2 to 3, and back from 2 to 1: the minutes are those that passed
        ("America/St_Johns", "2026-03-08T05:00Z", "2026-03-08T06:00Z", 60, "2026-03-08"),
        ("America/St_Johns", "2026-11-01T04:00Z", "2026-11-01T05:30Z", 90, "2026-11-01"),
        # midnight before the clocks change, then after
        ("America/St_Johns", "2026-11-01T02:29Z", "2026-11-01T02:39Z", 10, "2026-10-31"),
        ("America/St_Johns", "2026-11-02T03:29Z", "2026-11-02T03:39Z", 10, "2026-11-01"),
        ("Europe/Berlin", "2026-03-29T00:30Z", "2026-03-29T01:30Z", 60, "2026-03-29"),
    ],
)
def test_a_timer_logs_what_passed_on_the_day_where_it_began(
    ada: User, zone: str, start: str, stop: str, minutes: int, day: str
):
    ada.time_zone = zone
    entry = timed(ada, start, stop)
    assert (entry.minutes, entry.day.isoformat()) == (minutes, day)
