"""Times as they were told, on the clock of whoever invites."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from careers.forms.rounds import RoundForm
from careers.models import Round, User


def form_of(user: User, instance: Round | None = None, **said: str) -> RoundForm:
    return RoundForm({"title": "Call", **said}, instance=instance or Round(user=user), user=user)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("zone", "moment"),
    [
        ("America/St_Johns", dt.datetime(2026, 11, 24, 12, 30)),
        ("Pacific/Kiritimati", dt.datetime(2026, 11, 23, 19)),
        ("", dt.datetime(2026, 11, 24, 8)),
    ],
)
def test_a_time_is_read_on_their_clock(ada: User, zone: str, moment: dt.datetime):
    """Without a zone of theirs, on the person's own."""
    ada.time_zone = "Europe/Berlin"
    form = form_of(ada, day="2026-11-24", time="09:00", zone=zone)
    assert form.is_valid(), form.errors
    assert form.said["starts_at"] == moment.replace(tzinfo=dt.UTC)


@pytest.mark.django_db
def test_an_hour_that_the_clocks_leave_out_is_asked_again(ada: User):
    form = form_of(ada, day="2026-03-29", time="02:30", zone="Europe/Berlin")
    assert list(form.errors) == ["time"]


@pytest.mark.django_db
def test_an_hour_that_comes_twice_is_the_first_of_the_two(ada: User):
    form = form_of(ada, day="2026-10-25", time="02:30", zone="Europe/Berlin")
    assert form.is_valid()
    assert form.said["starts_at"] == dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"title": ""}, ["interview_stage"]),
        ({"title": " \t "}, ["interview_stage"]),
        ({"title": "x" * 121}, ["title"]),
        ({"title": "nul\0"}, ["title"]),
        ({"interview_stage": "9999"}, ["interview_stage"]),
        ({"format": "telepathy"}, ["format"]),
        ({"zone": "Mars/Olympus"}, ["zone"]),
        ({"zone": "../../etc/passwd"}, ["zone"]),
        ({"day": "2026-02-30"}, ["day"]),
        ({"day": "2026-11-24"}, ["time"]),
        ({"time": "09:00"}, ["day"]),
        ({"day": "0001-01-01", "time": "09:00"}, ["day"]),
        ({"day": "9999-12-31", "time": "23:59"}, ["day"]),
        ({"day": "2026-11-24", "time": "25:00"}, ["time"]),
        ({"minutes": "long"}, ["minutes"]),
        ({"minutes": "25 h"}, ["minutes"]),
        ({"budget_minutes": "169 h"}, ["budget_minutes"]),
        ({"link": "javascript:alert(1)"}, ["link"]),
        ({"link": "ftp://example.org"}, ["link"]),
        ({"interviewers": "x" * 2001}, ["interviewers"]),
        ({"version": "-1"}, ["version"]),
    ],
)
def test_nonsense_is_answered_in_words(ada: User, said: dict[str, str], wrong: list[str]):
    assert list(form_of(ada, **said).errors) == wrong


@pytest.mark.django_db
def test_a_take_home_without_an_hour_is_due_at_the_end_of_its_day(ada: User):
    form = form_of(ada, format="take_home", due_day="2026-11-24", zone="UTC", budget_minutes="30 h")
    assert form.is_valid(), form.errors
    assert form.said["due_at"] == dt.datetime(2026, 11, 24, 23, 59, tzinfo=dt.UTC)
    assert form.said["budget_minutes"] == 1800


class RoundTrip(TestCase):
    @given(
        st.datetimes(dt.datetime(1971, 1, 1), dt.datetime(2199, 1, 1)),
        st.sampled_from(["America/St_Johns", "Pacific/Kiritimati", "Europe/Berlin", "Australia/Lord_Howe"]),
    )
    def test_what_is_shown_to_be_edited_is_what_is_stored(self, moment: dt.datetime, zone: str):
        """To the minute; where an hour comes twice, the first of the two may take the place of the second."""
        user = User(time_zone="UTC")
        stored = moment.replace(second=0, microsecond=0, tzinfo=dt.UTC)
        shown = RoundForm(instance=Round(starts_at=stored, zone=zone, title="Call"), user=user)
        sent = form_of(user, day=str(shown.initial["day"]), time=f"{shown.initial['time']:%H:%M}", zone=zone)
        assert sent.is_valid(), sent.errors
        assert stored - sent.said["starts_at"] in (dt.timedelta(0), dt.timedelta(hours=1), dt.timedelta(minutes=30))
