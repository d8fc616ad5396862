"""The study log over HTTP: whole page, fragment, redirect, other people's rows, nonsense."""

import datetime as dt
import re
import uuid
from collections.abc import Callable

import pytest
import time_machine
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from careers import formats
from careers.models import Resource, Skill, StudyEntry, StudyTimer, User
from tests.factories import client_of

type Tap = Callable[..., HttpResponse]
LOG, TIMER, STOP = "/study/entries/", "/study/timer/", "/study/timer/stop/"
pytestmark = pytest.mark.usefixtures("skills")


def asked(**values: object) -> dict[str, object]:
    return {"key": str(uuid.uuid4()), "next": "/study/"} | values


def entries(user: User) -> list[tuple[int, str | None, str]]:
    return [(e.minutes, e.skill and e.skill.key, e.note) for e in StudyEntry.of(user).order_by("pk")]


def text(response: HttpResponse) -> str:
    return response.content.decode().replace("\u00a0", " ")


def undo_in(response: HttpResponse) -> str:
    found = re.search(r'name="ticket" value="([^"]+)"', response.content.decode())
    assert found
    return found[1]


# --- the page ---


def test_the_page_shows_the_week_the_year_and_every_day(as_ada: Client, ada: User, skills: dict[str, Skill]):
    StudyEntry.objects.create(user=ada, skill=skills["python"], minutes=70, day=timezone.localdate(), note="loops")
    page = text(as_ada.get("/study/"))
    for words in ("This week", "1 h 10", "1 study day", "Python", "loops"):
        assert words in page


def test_the_page_is_not_kept_by_browsers(as_ada: Client):
    assert "no-store" in as_ada.get("/study/").headers["Cache-Control"]


@pytest.mark.parametrize("before", ["2026-01-01", "nonsense", "", "2026-13-45", "\x00"])
def test_any_earlier_day_is_a_page(as_ada: Client, before: str):
    assert as_ada.get("/study/", {"before": before}).status_code == 200


def test_the_queries_of_the_page_do_not_grow_with_its_rows(as_ada: Client, ada: User, book: Resource):
    counts = []
    for number in (1, 3):
        for _ in range(number):
            StudyEntry.objects.create(user=ada, resource=book, minutes=25, day=timezone.localdate())
        as_ada.get("/study/")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            as_ada.get("/study/")
        counts.append(len(queries))
    assert counts == [8, 8]


@pytest.mark.parametrize("part", ["week", "activity", "clock"])
def test_a_part_is_for_pages_that_hold_it(as_ada: Client, part: str):
    assert as_ada.get(f"/study/{part}/").headers["Location"] == "/study/"
    part_alone = text(as_ada.get(f"/study/{part}/", headers={"HX-Request": "true"}))
    assert ("<html" in part_alone, 'id="study-' in part_alone) == (False, True)


# --- logging ---


def test_one_tap_logs_a_length_today(as_ada: Client, ada: User):
    response = as_ada.post(LOG, asked(quick="25", skill="python", next="/skills/python/"))
    assert (response.status_code, response.headers["Location"]) == (302, "/skills/python/")
    assert entries(ada) == [(25, "python", "")]
    assert StudyEntry.of(ada).get().day == timezone.localdate()


def test_ones_own_length_day_and_note_are_logged(as_ada: Client, ada: User):
    as_ada.post(LOG, asked(minutes="1 h 10", day="2026-03-01", note="chapter 3"))
    entry = StudyEntry.of(ada).get()
    assert (entry.minutes, entry.day, entry.note, entry.skill) == (70, dt.date(2026, 3, 1), "chapter 3", None)


def test_a_double_tap_logs_once(as_ada: Client, ada: User):
    same = asked(quick="25")
    for _ in range(2):
        as_ada.post(LOG, same)
    assert entries(ada) == [(25, None, "")]


@pytest.mark.parametrize(
    ("page", "part"),
    [("/skills/python/", '<summary class="button">'), ("/study/", "<optgroup"), ("/today/", '<select class="input"')],
)
def test_the_answer_is_the_form_as_the_page_has_it(tap: Tap, ada: User, page: str, part: str):
    response = tap(LOG, asked(quick="25", skill="python"), page=page)
    assert (response.status_code, response.headers["HX-Trigger"]) == (200, '{"study-changed": {}}')
    assert (part in text(response), "25 min logged: Python. 25 min this week." in text(response)) == (True, True)


def test_a_page_that_has_no_form_is_loaded_again(tap: Tap, ada: User):
    response = tap(LOG, asked(quick="25"), page="/settings/")
    assert (response.status_code, response.headers["HX-Refresh"], len(entries(ada))) == (204, "true", 1)


def test_logging_can_be_undone(tap: Tap, as_ada: Client, ada: User):
    way_back = undo_in(tap(LOG, asked(quick="25"), page="/study/"))
    for _ in range(2):
        assert as_ada.post("/undo/", {"ticket": way_back, "next": "/study/"}).headers["Location"] == "/study/"
    assert entries(ada) == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"minutes": "soon"}, "Write it as minutes or hours"),
        ({}, "How long was it?"),
        ({"minutes": "25 h"}, "A day has 24 h."),
        ({"quick": "7"}, "Select a valid choice"),
        ({"quick": "25", "day": "2999-01-01"}, "That day has not come yet."),
        ({"quick": "25", "day": "yesterday"}, "Enter a valid date."),
        ({"quick": "25", "skill": "cobol"}, "That skill is not on the roadmap."),
        ({"quick": "25", "note": "x" * 301}, "at most 300 characters"),
        ({"quick": "25", "note": "a\x00b"}, "Null characters are not allowed."),
        ({"quick": "25", "key": "none"}, "valid UUID"),
    ],
)
def test_what_cannot_be_logged_is_said_and_nothing_is_lost(
    as_ada: Client, tap: Tap, ada: User, wrong: dict[str, str], said: str
):
    for response in (as_ada.post(LOG, asked(**wrong)), tap(LOG, asked(**wrong), page="/study/")):
        assert (response.status_code, said in text(response)) == (422, True)
    assert entries(ada) == []


def test_what_was_written_stands_there_again(as_ada: Client):
    page = text(as_ada.post(LOG, asked(minutes="soon", skill="numpy", day="2026-03-01")))
    assert ('value="soon"' in page, '<option value="numpy" selected>' in page, 'value="2026-03-01"' in page) == (
        True,
    ) * 3


@pytest.mark.parametrize(("zone", "day"), [("Pacific/Kiritimati", "2026-11-25"), ("America/St_Johns", "2026-11-24")])
def test_today_is_the_persons(ada: User, zone: str, day: str):
    User.objects.filter(pk=ada.pk).update(time_zone=zone)
    with time_machine.travel("2026-11-24T20:00Z", tick=False):
        as_ada = client_of(ada)  # a session of that day
        as_ada.post(LOG, asked(quick="25"))
        assert as_ada.post(LOG, asked(quick="25", day="2026-11-25")).status_code == (302 if day > "2026-11-24" else 422)
    assert StudyEntry.of(ada).earliest("pk").day.isoformat() == day


def test_changing_the_zone_between_two_logs_moves_neither(ada: User):
    with time_machine.travel("2026-11-22T11:00Z", tick=False):
        as_ada = client_of(ada)
        for zone, minutes in (("Pacific/Kiritimati", "60"), ("Pacific/Honolulu", "45")):
            as_ada.post("/settings/", {"name": "Ada", "time_zone": zone, "theme": ""})
            as_ada.post(LOG, asked(minutes=minutes))
        week = text(as_ada.get("/study/week/", headers={"HX-Request": "true"}))
    assert {entry.minutes: entry.day.day for entry in StudyEntry.of(ada)} == {60: 23, 45: 22}
    assert ("45 min</p>" in week, "1 h" in week) == (True, False)  # Monday is still ahead in Honolulu


# --- changing and deleting ---


@pytest.fixture
def entry(ada: User, skills: dict[str, Skill]) -> StudyEntry:
    return StudyEntry.objects.create(user=ada, skill=skills["python"], minutes=25, day=dt.date(2026, 3, 1), note="n")


def test_an_entry_is_changed_and_changed_back(as_ada: Client, ada: User, entry: StudyEntry):
    before = StudyEntry.exported_of(ada)
    changed = {"minutes": "1 h", "day": "2026-03-02", "skill": "", "note": "better"}
    response = as_ada.post(f"/study/entries/{entry.pk}/", changed, follow=True)
    assert entries(ada) == [(60, None, "better")]
    as_ada.post("/undo/", {"ticket": undo_in(response)})
    assert StudyEntry.exported_of(ada) == before


def test_an_entry_shows_its_length_as_one_would_write_it(as_ada: Client, entry: StudyEntry):
    assert 'value="25 min"' in text(as_ada.get(f"/study/entries/{entry.pk}/"))


def test_a_wrong_change_keeps_what_was_written(as_ada: Client, ada: User, entry: StudyEntry):
    response = as_ada.post(f"/study/entries/{entry.pk}/", {"minutes": "", "day": "2026-03-02", "note": "kept"})
    assert (response.status_code, 'value="kept"' in text(response)) == (422, True)
    assert entries(ada) == [(25, "python", "n")]


def test_a_day_that_another_zone_left_ahead_may_stay(as_ada: Client, ada: User, entry: StudyEntry):
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    StudyEntry.of(ada).update(day=tomorrow)
    said = {"minutes": "30", "day": tomorrow.isoformat(), "skill": "", "note": ""}
    with time_machine.travel(timezone.now().replace(hour=12), tick=False):  # UTC+14 is there already
        assert as_ada.post(f"/study/entries/{entry.pk}/", said).status_code == 302


def test_deleting_can_be_undone(as_ada: Client, tap: Tap, ada: User, entry: StudyEntry):
    before = StudyEntry.exported_of(ada)
    response = tap(f"/study/entries/{entry.pk}/delete/", {}, page="/study/")
    assert (response.headers["HX-Trigger"], entries(ada)) == ('{"study-changed": {}}', [])
    as_ada.post("/undo/", {"ticket": undo_in(response)})
    assert StudyEntry.exported_of(ada) == before


def test_deleting_without_htmx_offers_the_way_back_on_the_next_page(as_ada: Client, ada: User, entry: StudyEntry):
    response = as_ada.post(f"/study/entries/{entry.pk}/delete/", {"next": "/study/"}, follow=True)
    assert f"Deleted: 25 min of Python, {formats.day(entry.day)}.".replace("\u00a0", " ") in text(response)
    as_ada.post("/undo/", {"ticket": undo_in(response)})
    assert entries(ada) == [(25, "python", "n")]


def test_an_undo_leads_to_no_other_site(as_ada: Client):
    response = as_ada.post("/undo/", {"ticket": "none", "next": "https://example.org/"})
    assert response.headers["Location"] == "/today/"


# --- the timer ---


def test_a_timer_runs_on_the_server(as_ada: Client, ada: User):
    as_ada.post(TIMER, {"skill": "python", "next": "/study/"})
    timer = StudyTimer.of(ada).get()
    StudyTimer.of(ada).update(started_at=timer.started_at - dt.timedelta(minutes=42))
    page = text(as_ada.get("/skills/numpy/"))
    assert ("Running" in page, 'data-timer="25' in page) == (True, True)
    assert 'value="42 min"' in text(as_ada.get(TIMER))


def test_a_second_timer_is_not_started(tap: Tap, ada: User):
    tap(TIMER, {"skill": "python"}, page="/skills/python/")
    response = tap(TIMER, {"skill": "numpy"}, page="/skills/numpy/")
    assert "A timer runs already." in text(response)
    assert StudyTimer.of(ada).get().skill.key == "python"


def test_stopping_logs_what_was_written(tap: Tap, ada: User):
    tap(TIMER, {"skill": "python"}, page="/skills/python/")
    stop = asked(timer=StudyTimer.of(ada).get().pk, minutes="50", note="softmax")
    for _ in range(2):
        assert "50 min logged: Python." in text(tap(STOP, stop, page="/skills/python/"))
    assert (entries(ada), StudyTimer.of(ada).exists()) == ([(50, "python", "softmax")], False)


def test_a_timer_that_was_stopped_in_another_tab_logs_once(tap: Tap, ada: User):
    tap(TIMER, {}, page="/study/")
    pk = StudyTimer.of(ada).get().pk
    tap(STOP, asked(timer=pk, minutes="50"), page="/study/")
    assert "stopped elsewhere" in text(tap(STOP, asked(timer=pk, minutes="51"), page="/study/"))
    assert entries(ada) == [(50, None, "")]


def test_a_forgotten_timer_asks_for_the_minutes(as_ada: Client, ada: User):
    StudyTimer.objects.create(user=ada, started_at=timezone.now() - dt.timedelta(hours=13))
    page = text(as_ada.get(TIMER))
    assert ("it was probably forgotten" in page, re.search(r'name="minutes"[^>]*value', page)) == (True, None)


@pytest.mark.parametrize(("minutes", "said"), [("", "Write how long you studied"), ("25 h", "A day has 24 h.")])
def test_a_timer_goes_on_until_its_minutes_are_right(as_ada: Client, ada: User, minutes: str, said: str):
    timer = StudyTimer.objects.create(user=ada)
    response = as_ada.post(STOP, asked(timer=timer.pk, minutes=minutes, note="kept"))
    assert (response.status_code, said in text(response), 'value="kept"' in text(response)) == (422, True, True)
    assert StudyTimer.of(ada).get() == timer


@pytest.mark.parametrize("act", ["", "delete/"])
def test_an_entry_of_no_possible_number_is_not_found(as_ada: Client, act: str):
    assert as_ada.post(f"/study/entries/{10**30}/{act}").status_code == 404


@pytest.mark.parametrize("wrong", [{"timer": "none"}, {"key": "none"}, {"timer": "0"}])
def test_a_stop_of_nothing_is_not_found(as_ada: Client, wrong: dict[str, str]):
    assert as_ada.post(STOP, asked(timer="1", minutes="25") | wrong).status_code == 404


def test_a_timer_that_is_thrown_away_can_come_back(as_ada: Client, ada: User):
    before = StudyTimer.objects.create(user=ada, started_at=timezone.now())
    response = as_ada.post("/study/timer/discard/", follow=True)
    assert not StudyTimer.of(ada).exists()
    as_ada.post("/undo/", {"ticket": undo_in(response)})
    assert StudyTimer.of(ada).get().started_at == before.started_at


def test_no_timer_is_said(as_ada: Client):
    assert "No timer is running." in text(as_ada.get(TIMER))
    assert as_ada.post("/study/timer/discard/").status_code == 302


@pytest.mark.parametrize("wrong", [{"skill": "cobol"}, {"resource": "none"}])
def test_a_timer_for_nothing_we_know_is_not_found(as_ada: Client, wrong: dict[str, str]):
    assert as_ada.post(TIMER, wrong).status_code == 404


def test_a_guest_logs_like_a_member(client: Client, guest: User):
    client.force_login(guest, backend="careers.backends.EmailBackend")
    client.post(LOG, asked(quick="25"))
    assert entries(guest) == [(25, None, "")]
