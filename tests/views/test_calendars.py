import datetime as dt
from collections.abc import Callable
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
import time_machine
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from careers.acts.share_calendar import close, keep_choices, renew
from careers.models import CalendarFeed, Camp, CampSkill, Plan, Skill, User
from tests import factories
from tests.factories import client_of

NOON = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
ZONES = ["Europe/Berlin", "Pacific/Kiritimati", "America/St_Johns", "UTC"]
CHOICES = {"with_study": "on", "with_camps": "on", "study_at": "18:30", "alarm_minutes": "30"}

pytestmark = pytest.mark.usefixtures("plan", "camp")


@pytest.fixture
def camp(skills: dict[str, Skill]) -> None:
    camp = Camp.objects.create(
        guide=factories.guide(), key="summit", order=1, title="Summit", short_title="Summit", possible="p"
    )
    CampSkill.objects.create(camp=camp, skill=skills["numpy"])


@pytest.fixture
def feed(ada: User) -> CalendarFeed:
    keep_choices(ada, {"alarm_minutes": 30})
    return CalendarFeed.of(ada).get()


def address(feed: CalendarFeed) -> str:
    return f"/calendar/{feed.token}.ics"


@pytest.fixture
def read(feed: CalendarFeed) -> Callable[..., HttpResponse]:
    """As a calendar program does it: without a cookie."""
    return lambda **headers: Client().get(address(feed), headers=headers)


def events(response: HttpResponse) -> list[icalendar.Event]:
    return icalendar.Calendar.from_ical(response.content).walk("VEVENT")


def named(response: HttpResponse, kind: str) -> list[icalendar.Event]:
    return [event for event in events(response) if event["CATEGORIES"].to_ical().decode() == kind]


# --- the text ---


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize("zone", ZONES)
def test_a_second_parser_reads_what_the_plan_says(ada: User, read: Callable[..., HttpResponse], zone: str) -> None:
    User.objects.filter(pk=ada.pk).update(time_zone=zone)
    Plan.of(ada).update(rest_days=[4], target_on=dt.date(2027, 6, 1), minutes_a_week=300)
    calendar = icalendar.Calendar.from_ical(read().content)
    found = recurring_ical_events.of(calendar).between(dt.date(2026, 11, 1), dt.date(2028, 1, 1))
    study = [event for event in found if str(event["SUMMARY"]).startswith("Study")]
    assert {event["DTSTART"].dt.timetz().replace(tzinfo=None) for event in study} == {dt.time(19)}
    assert {event["DTSTART"].dt.tzinfo.key for event in study} == {zone}
    assert 4 not in {event["DTSTART"].dt.weekday() for event in study}
    whole_days = {str(event["SUMMARY"]): event["DTSTART"].dt for event in found if event not in study}
    assert whole_days["My target date"] == dt.date(2027, 6, 1)
    assert type(whole_days["Camp: Summit, likely"]) is dt.date


@time_machine.travel(dt.datetime(2027, 3, 22, 12, tzinfo=dt.UTC), tick=False)
def test_the_hour_stays_the_same_when_the_clocks_change(ada: User, read: Callable[..., HttpResponse]) -> None:
    User.objects.filter(pk=ada.pk).update(time_zone="Europe/Berlin")
    Plan.of(ada).update(minutes_a_week=420)
    hours = {event["DTSTART"].dt.date(): event["DTSTART"].dt for event in named(read(), "Study")}
    before, after = hours[dt.date(2027, 3, 27)], hours[dt.date(2027, 3, 28)]
    assert (before.hour, after.hour) == (19, 19)
    assert after.astimezone(dt.UTC) - before.astimezone(dt.UTC) == dt.timedelta(hours=23)


def test_an_interview_keeps_its_moment(ada: User, read: Callable[..., HttpResponse]) -> None:
    User.objects.filter(pk=ada.pk).update(time_zone="America/St_Johns")
    start = (dt.datetime.now(dt.UTC) + dt.timedelta(days=3)).replace(microsecond=0)
    factories.round_of(ada, starts_at=start, minutes=45, zone="Asia/Tokyo", place="Room 1; second floor, left")
    [event] = named(read(), "Interview")
    assert event["DTSTART"].dt == start
    assert event["DTEND"].dt - event["DTSTART"].dt == dt.timedelta(minutes=45)
    assert str(event["DESCRIPTION"]) == "Room 1; second floor, left"


def test_the_text_keeps_to_the_standard(ada: User, read: Callable[..., HttpResponse]) -> None:
    title = "Zürich, Ärzte; und so weiter \\ " + "ü" * 60 + "\nsecond line\x07"
    factories.application(ada, title[:90], next_on=dt.datetime.now(dt.UTC).date(), next_action=title)
    raw = read().content
    lines = raw.split(b"\r\n")
    assert (raw.endswith(b"\r\n"), raw.count(b"\n"), b"\x07" in raw) == (True, raw.count(b"\r\n"), False)
    assert max(len(line) for line in lines) <= 75
    unfolded = raw.replace(b"\r\n ", b"").decode()
    assert "Zürich\\, Ärzte\\; und so weiter \\\\ " in unfolded
    calendar = icalendar.Calendar.from_ical(raw)
    assert [str(calendar[name]) for name in ("VERSION", "CALSCALE")] == ["2.0", "GREGORIAN"]
    for event in calendar.walk("VEVENT"):
        assert {"UID", "DTSTAMP", "SEQUENCE", "LAST-MODIFIED", "SUMMARY", "DTSTART"} <= set(event)
        assert event["DTSTAMP"].to_ical().endswith(b"Z")


def test_every_zone_that_is_named_is_defined(ada: User, read: Callable[..., HttpResponse]) -> None:
    User.objects.filter(pk=ada.pk).update(time_zone="America/St_Johns")
    calendar = icalendar.Calendar.from_ical(read().content)
    said = {e["DTSTART"].params["TZID"] for e in calendar.walk("VEVENT") if "TZID" in e["DTSTART"].params}
    assert said == {"America/St_Johns"}
    assert {str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")} == said


def test_events_are_told_apart_for_ever(ada: User, feed: CalendarFeed, read: Callable[..., HttpResponse]) -> None:
    before = [str(event["UID"]) for event in events(read())]
    renew(ada)
    feed.refresh_from_db()
    after = [str(event["UID"]) for event in events(Client().get(address(feed)))]
    assert (after, len(set(before))) == (before, len(before))


def test_reminders_are_for_what_has_a_time(read: Callable[..., HttpResponse]) -> None:
    answer = read()
    alarms = [alarm["TRIGGER"].dt for event in named(answer, "Study") for alarm in event.walk("VALARM")]
    assert set(alarms) == {dt.timedelta(minutes=-30)}
    assert [event.walk("VALARM") for event in named(answer, "Camp")] == [[]]


def test_what_is_switched_off_stays_out(ada: User, read: Callable[..., HttpResponse]) -> None:
    factories.round_of(ada, starts_at=dt.datetime.now(dt.UTC))
    factories.application(ada, next_on=dt.datetime.now(dt.UTC).date())
    keep_choices(ada, dict.fromkeys(CalendarFeed.CHOICES, False))
    assert events(read()) == []
    keep_choices(ada, {"with_follow_ups": True, "alarm_minutes": None})
    assert {event["CATEGORIES"].to_ical() for event in events(read())} == {b"Next action"}


# --- the address ---


def test_the_feed_answers_without_a_cookie_and_sets_none(read: Callable[..., HttpResponse]) -> None:
    answer = read()
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert (answer["Cache-Control"], dict(answer.cookies)) == ("private, no-cache", {})


@time_machine.travel(NOON)
def test_the_same_text_is_not_sent_twice(ada: User, read: Callable[..., HttpResponse]) -> None:
    etag = read()["ETag"]
    again = read(if_none_match=etag)
    assert (again.status_code, again.content, again["Cache-Control"]) == (304, b"", "private, no-cache")
    Plan.of(ada).update(minutes_a_week=1200)
    assert read(if_none_match=etag).status_code == 200


@pytest.mark.parametrize("token", ["nobody-has-this", "None", "0"])
def test_a_wrong_token_is_not_found(feed: CalendarFeed, token: str) -> None:
    assert Client().get(f"/calendar/{token}.ics").status_code == 404


def test_a_closed_or_replaced_address_answers_nobody(ada: User, feed: CalendarFeed) -> None:
    renew(ada)
    assert Client().get(address(feed)).status_code == 404
    feed.refresh_from_db()
    assert Client().get(address(feed)).status_code == 200
    close(ada)
    assert Client().get(address(feed)).status_code == 404


def test_queries_do_not_grow_with_what_is_in_it(ada: User, feed: CalendarFeed) -> None:
    Client().get(address(feed))  # the catalogue is read once
    counts = []
    for _ in range(2):
        for _ in range(2):
            factories.round_of(ada, starts_at=dt.datetime.now(dt.UTC))
            factories.application(ada, next_on=dt.datetime.now(dt.UTC).date())
        with CaptureQueriesContext(connection) as captured:
            Client().get(address(feed))
        counts.append(len(captured))
    assert counts == [6, 6]


# --- the settings ---


def test_the_first_save_makes_an_address(as_ada: Client, ada: User) -> None:
    assert as_ada.get("/settings/calendar/").context["address"] == ""
    assert as_ada.post("/settings/calendar/", CHOICES)["Location"] == "/settings/calendar/"
    feed = CalendarFeed.of(ada).get()
    assert (feed.with_study, feed.with_interviews, feed.study_at, feed.alarm_minutes) == (
        True,
        False,
        dt.time(18, 30),
        30,
    )
    page = as_ada.get("/settings/calendar/").context
    assert page["address"].endswith(address(feed))
    assert page["webcal"].startswith("webcal://")


@pytest.mark.parametrize(
    "wrong",
    [
        {"study_at": ""},
        {"study_at": "25:00"},
        {"study_at": "\x00"},
        {"alarm_minutes": "7"},
        {"alarm_minutes": "x" * 9999},
    ],
)
def test_nonsense_is_said_and_changes_nothing(
    as_ada: Client, ada: User, feed: CalendarFeed, wrong: dict[str, str]
) -> None:
    answer = as_ada.post("/settings/calendar/", CHOICES | wrong)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, list(wrong))
    assert answer.context["address"].endswith(address(feed))
    assert CalendarFeed.of(ada).get().study_at == dt.time(19)


def test_a_new_address_and_none_can_be_taken_back(as_ada: Client, feed: CalendarFeed) -> None:
    for to in ("new", "none"):
        as_ada.post("/settings/calendar/address/", {"to": to})
        assert Client().get(address(feed)).status_code == 404
        *_, message = as_ada.get("/settings/calendar/").context["messages"]
        as_ada.post("/undo/", {"ticket": message.extra_tags})
        assert Client().get(address(feed)).status_code == 200


def test_everybody_has_their_own_calendar(as_grace: Client, grace: User, feed: CalendarFeed) -> None:
    as_grace.post("/settings/calendar/", CHOICES)
    as_grace.post("/settings/calendar/address/", {"to": "none"})
    assert CalendarFeed.of(grace).get().token is None
    assert Client().get(address(feed)).status_code == 200


def test_a_guest_has_no_feed(guest: User) -> None:
    client = client_of(guest)
    for answer in (client.get("/settings/calendar/"), client.post("/settings/calendar/address/", {"to": "new"})):
        assert answer["Location"].split("?")[0] == "/accounts/signup/"
    assert CalendarFeed.objects.count() == 0


def test_a_person_without_a_plan_has_their_interviews(grace: User) -> None:
    keep_choices(grace, {})
    factories.round_of(grace, starts_at=dt.datetime.now(dt.UTC))
    assert len(events(Client().get(address(CalendarFeed.of(grace).get())))) == 1


def test_the_zone_of_a_reader_who_is_logged_in_changes_nothing(
    as_grace: Client, grace: User, feed: CalendarFeed
) -> None:
    User.objects.filter(pk=grace.pk).update(time_zone="Pacific/Kiritimati")
    with time_machine.travel(NOON.astimezone(ZoneInfo("UTC")), tick=False):
        assert as_grace.get(address(feed)).content == Client().get(address(feed)).content
