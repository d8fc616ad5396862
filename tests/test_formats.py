import datetime as dt
import zoneinfo

import pytest
import time_machine
from django.utils import timezone

from careers import formats


@pytest.mark.parametrize(
    ("minutes", "written"),
    [
        (0, "0 h"),
        (45, "45 min"),
        (60, "1 h"),
        (70, "1 h 10"),
        (65, "1 h 05"),
        (300, "5 h"),
        (12 * 60 + 30, "12 h 30"),
        (358 * 60 + 30, "358 h"),
        (60 * 1389, "1,389 h"),
    ],
)
def test_hours(minutes: int, written: str) -> None:
    assert formats.hours(minutes) == written.replace(" ", formats.NBSP)


def test_percent_keeps_its_unit() -> None:
    assert formats.percent(74) == "74\u00a0%"


@pytest.mark.parametrize(
    ("number", "noun", "written"),
    [
        (0, "skill", "0 skills"),
        (1, "skill", "1 skill"),
        (1024, "skill", "1,024 skills"),
        (2, "match", "2 matches"),
        (2, "entry", "2 entries"),
        (2, "day", "2 days"),
    ],
)
def test_count(number: int, noun: str, written: str) -> None:
    assert formats.count(number, noun) == written.replace(" ", formats.NBSP)


@time_machine.travel("2026-06-10T12:00Z")
def test_day_names_the_year_only_when_it_is_another() -> None:
    assert formats.day(dt.date(2026, 11, 24)) == "24\u00a0November"
    assert formats.day(dt.date(2027, 3, 1)) == "1\u00a0March 2027"
    assert formats.day_short(dt.date(2026, 11, 24)) == "24\u00a0Nov"


@pytest.mark.parametrize(("days", "written"), [(-1, "today"), (0, "today"), (1, "tomorrow"), (5, "in 5\u00a0days")])
def test_days_until(days: int, written: str) -> None:
    assert formats.days_until(timezone.localdate() + dt.timedelta(days)) == written


@time_machine.travel("2026-06-10T12:00Z")
def test_a_time_is_taken_in_the_persons_zone() -> None:
    late = dt.datetime(2026, 6, 2, 23, 30, tzinfo=dt.UTC)
    with timezone.override(zoneinfo.ZoneInfo("Europe/Berlin")):
        assert formats.day(late) == "3\u00a0June"
        assert formats.clock(late).endswith("\u00a001:30")
