import datetime as dt
import uuid
from collections.abc import Callable

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from careers.acts.mark import mark
from careers.models import OutcomeTick, Resource, Skill, SkillEvent, SkillNote, SkillState, User
from tests import factories

type Tap = Callable[..., HttpResponse]
STATUS = "/skills/python/status/"
NOTE = "/skills/python/note/"

pytestmark = pytest.mark.usefixtures("skills")


def state_of(user: User) -> str | None:
    return SkillState.of(user).values_list("state", flat=True).first()


# --- the page ---


def test_detail_shows_what_a_skill_is(client: Client, book: Resource) -> None:
    html = client.get("/skills/python/").content.decode()
    for words in ("show 1 of python", "A Book", "B. Author", "Use chapter 1", "about</abbr> 2\u00a0h", "Numpy"):
        assert words in html


def test_detail_of_an_unknown_skill_is_not_found(client: Client) -> None:
    assert client.get("/skills/cobol/").status_code == 404


def test_ones_own_interviews_to_come_stand_beside_the_kinds_that_ask_for_it(
    as_ada: Client, ada: User, grace: User, skills: dict[str, Skill]
) -> None:
    now, day = timezone.now(), dt.timedelta(days=1)
    coding = factories.interview_stage("coding", skills["python"])
    later, take_home = (
        factories.round_of(ada, interview_stage=coding, **when)
        for when in ({"starts_at": now + 2 * day}, {"format": "take_home", "due_at": now + day})
    )
    for whose, when in ((ada, {"starts_at": now - day}), (ada, {}), (grace, {"starts_at": now + day})):
        factories.round_of(whose, interview_stage=coding, **when)
    factories.round_of(ada, starts_at=now + day)
    assert as_ada.get("/skills/python/").context["rounds"] == [take_home, later]


def test_detail_of_a_renamed_skill_moves_on(client: Client) -> None:
    Skill.objects.filter(key="python").update(slug="python-3", former_slugs=["python"])
    response = client.get("/skills/python/")
    assert (response.status_code, response.headers["Location"]) == (301, "/skills/python-3/")


def test_detail_of_a_retired_skill_is_for_those_who_had_it(
    as_ada: Client, as_grace: Client, ada: User, skills: dict
) -> None:
    mark(ada, skills["python"].pk, "done")
    Skill.objects.filter(key="python").update(retired_at="2026-01-01T00:00Z")
    assert (as_ada.get("/skills/python/").status_code, as_grace.get("/skills/python/").status_code) == (200, 404)


def test_detail_of_a_retired_skill_is_for_those_who_only_wrote_on_it(
    as_ada: Client, ada: User, skills: dict[str, Skill]
) -> None:
    SkillNote.objects.create(user=ada, skill=skills["python"], text="mine")
    Skill.objects.filter(key="python").update(retired_at=timezone.now())
    assert as_ada.get("/skills/python/").status_code == 200


def test_taking_back_a_retired_skill_can_be_undone(
    as_ada: Client, ada: User, skills: dict[str, Skill], tap: Tap
) -> None:
    mark(ada, skills["python"].pk, "done")
    Skill.objects.filter(key="python").update(retired_at=timezone.now())
    assert tap(STATUS, {"status": "todo"}).status_code == 200
    assert tap(STATUS, {"undo": str(SkillEvent.of(ada).last().pk)}).status_code == 200
    assert state_of(ada) == "done"


def test_a_tap_on_a_page_opened_before_a_renaming_counts(tap: Tap, ada: User) -> None:
    Skill.objects.filter(key="python").update(slug="python-3", former_slugs=["python"])
    assert tap(STATUS, {"status": "done"}).status_code == 200
    assert state_of(ada) == "done"


def test_a_tap_on_the_last_skill_of_an_emptied_stage_counts(tap: Tap, ada: User, skills: dict[str, Skill]) -> None:
    mark(ada, skills["pandas"].pk, "learning")
    Skill.objects.filter(key="pandas").update(retired_at=timezone.now())
    assert tap("/skills/pandas/status/", {"status": "done"}).status_code == 200


def test_an_undo_answers_for_the_skill_of_its_event(tap: Tap, ada: User, skills: dict[str, Skill]) -> None:
    event = mark(ada, skills["numpy"].pk, "done").event
    assert event
    html = tap(STATUS, {"undo": str(event.pk)}).content.decode()
    assert (html.count("Numpy: to do."), html.count("Python: to do.")) == (1, 0)


@pytest.mark.usefixtures("plan")
def test_detail_gives_the_reason_for_half_the_hours(as_ada: Client) -> None:
    html = as_ada.get("/skills/numpy/").content.decode()
    assert "Half the hours for you: 10\u00a0h of 20\u00a0h" in html
    assert "You know numpy." in html


def test_history_offers_to_undo_the_latest_only(as_ada: Client, ada: User, skills: dict[str, Skill]) -> None:
    mark(ada, skills["python"].pk, "learning")
    latest = mark(ada, skills["python"].pk, "done").event
    html = as_ada.get("/skills/python/").content.decode()
    assert html.count('name="undo"') == 1
    assert f'name="undo" value="{latest.pk}"' in html


def test_markdown_of_a_note_cannot_do_harm(as_ada: Client, ada: User, skills: dict[str, Skill]) -> None:
    text = "# Title\n\n<script>alert(1)</script> [x](javascript:alert(1)) ![i](https://example.org/i.png) **bold**"
    SkillNote.objects.create(user=ada, skill=skills["python"], text=text)
    html = as_ada.get("/skills/python/").content.decode()
    shown = html.split('id="note-shown"')[1].split("</section>")[0]
    assert "<strong>bold</strong>" in shown
    assert "<h3>Title</h3>" in shown
    assert [bad for bad in ("<script", 'javascript:alert(1)"', "<img") if bad in shown] == []


# --- marking ---


def test_status_without_htmx_returns_to_the_row(as_ada: Client, ada: User) -> None:
    response = as_ada.post(STATUS, {"status": "done", "next": "/roadmap/?show=left"})
    assert (response.status_code, response.headers["Location"]) == (302, "/roadmap/?show=left#skill-python")
    assert state_of(ada) == "done"


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_status_returns_to_no_other_site(as_ada: Client, address: str) -> None:
    assert as_ada.post(STATUS, {"status": "done", "next": address}).headers["Location"] == "/skills/python/"


def test_status_from_the_roadmap_answers_row_bar_figures_left_ramp_and_toast(tap: Tap) -> None:
    html = tap(STATUS, {"status": "done"}).content.decode()
    ids = ["skill-python", "stage-first-bar", "figures", "left", "ramp", "toasts"]
    assert [name for name in ids if html.count(f'id="{name}"') == 1] == ids
    assert "Python: done. 44\u00a0% covered, 50\u00a0h left." in html


def test_status_from_the_skills_page_answers_its_parts(tap: Tap) -> None:
    html = tap(STATUS, {"status": "learning"}, page="/skills/python/").content.decode()
    ids = ["skill-state", "outcomes", "history", "ramp", "toasts"]
    assert [name for name in ids if html.count(f'id="{name}"') == 1] == ids
    assert 'id="skill-python"' not in html


@pytest.mark.usefixtures("plan")
def test_status_from_today_answers_today(tap: Tap) -> None:
    html = tap(STATUS, {"status": "done"}, page="/today/").content.decode()
    assert (html.count('id="today"'), html.count("<html")) == (1, 0)


@pytest.mark.parametrize("address", ["http://[", "//", "https://testserver/roadmap/"])
def test_status_from_an_address_that_is_none(as_ada: Client, address: str) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": address}
    assert as_ada.post(STATUS, {"status": "done"}, headers=headers).status_code == 204
    assert Client().get("/today/", headers=headers).headers["HX-Redirect"] == "/accounts/login/"


@pytest.mark.parametrize("page", ["/skills/numpy/", "/elsewhere/", ""])
def test_status_from_a_page_that_shows_nothing_of_it_loads_that_page_anew(tap: Tap, page: str) -> None:
    response = tap(STATUS, {"status": "done"}, page=page)
    assert (response.status_code, response.headers["HX-Refresh"]) == (204, "true")


def test_status_asked_for_twice_is_one_event(tap: Tap, ada: User) -> None:
    for _ in range(2):
        tap(STATUS, {"status": "done"})
    assert SkillEvent.of(ada).count() == 1


def test_status_costs_eight_queries_however_much_is_marked(tap: Tap, ada: User, skills: dict[str, Skill]) -> None:
    counts = []
    for others in ([], ["numpy", "pandas"]):
        for key in others:
            mark(ada, skills[key].pk, "learning")
        tap(STATUS, {"status": "learning"})
        with CaptureQueriesContext(connection) as queries:
            tap(STATUS, {"status": "done"})
        counts.append(len([query for query in queries if "SAVEPOINT" not in query["sql"]]))
    assert counts == [8, 8]


@pytest.mark.parametrize(
    "data",
    [{}, {"status": "finished"}, {"status": "done", "undo": "1"}, {"undo": "x"}, {"undo": "-1"}, {"undo": "9" * 30}],
)
def test_status_refuses_nonsense_and_changes_nothing(tap: Tap, ada: User, data: dict[str, str]) -> None:
    assert tap(STATUS, data).status_code == 422
    assert state_of(ada) is None


def test_undo_brings_the_state_back(tap: Tap, ada: User, skills: dict[str, Skill]) -> None:
    event = mark(ada, skills["python"].pk, "done").event
    tap(STATUS, {"undo": str(event.pk)})
    assert state_of(ada) is None


def test_undo_of_something_older_says_so(tap: Tap, ada: User, skills: dict[str, Skill]) -> None:
    event = mark(ada, skills["python"].pk, "learning").event
    mark(ada, skills["python"].pk, "done")
    assert "Something newer happened" in tap(STATUS, {"undo": str(event.pk)}).content.decode()
    assert state_of(ada) == "done"


def test_undo_of_somebody_elses_event_is_not_found(tap: Tap, grace: User, skills: dict[str, Skill]) -> None:
    event = mark(grace, skills["python"].pk, "done").event
    assert tap(STATUS, {"undo": str(event.pk)}).status_code == 404
    assert state_of(grace) == "done"


def test_visitors_mark_makes_a_guest(client: Client) -> None:
    client.post(STATUS, {"status": "learning", "time_zone": "Europe/Berlin"})
    guest = User.objects.get()
    assert (guest.is_guest, guest.time_zone, state_of(guest)) == (True, "Europe/Berlin", "learning")


def test_status_by_get_is_refused(as_ada: Client) -> None:
    assert as_ada.get(STATUS).status_code == 405


def test_status_without_a_token_is_refused(ada: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(ada, backend="careers.backends.EmailBackend")
    assert client.post(STATUS, {"status": "done"}).status_code == 403


def test_menu_is_a_fragment_and_else_leads_to_the_page(as_ada: Client) -> None:
    fragment = as_ada.get("/skills/python/menu/", headers={"HX-Request": "true"}).content.decode()
    assert fragment.count('name="status"') == 4
    assert as_ada.get("/skills/python/menu/").headers["Location"] == "/skills/python/"


# --- outcomes ---


def test_tick_starts_the_skill_and_untick_keeps_it_started(tap: Tap, ada: User) -> None:
    tap("/skills/python/outcomes/o1/", {"ticked": "1"}, page="/skills/python/")
    assert (state_of(ada), OutcomeTick.of(ada).count()) == ("learning", 1)
    tap("/skills/python/outcomes/o1/", {}, page="/skills/python/")
    assert (state_of(ada), OutcomeTick.of(ada).count()) == ("learning", 0)


def test_tick_of_another_skills_outcome_is_not_found(tap: Tap, ada: User) -> None:
    assert tap("/skills/python/outcomes/o9/", {"ticked": "1"}).status_code == 404
    assert OutcomeTick.of(ada).count() == 0


# --- notes ---


def test_note_is_saved_and_told(tap: Tap, ada: User) -> None:
    html = tap(NOTE, {"text": "one\r\ntwo", "version": "0"}, page="/skills/python/").content.decode()
    assert SkillNote.of(ada).get().text == "one\ntwo"
    assert 'id="note-version" value="1"' in html


def test_note_without_htmx_returns_to_the_notes(as_ada: Client) -> None:
    assert as_ada.post(NOTE, {"text": "one", "version": "0"}).headers["Location"] == "/skills/python/#notes"


@pytest.mark.parametrize("htmx", [True, False])
def test_note_from_a_second_tab_keeps_both_texts(as_ada: Client, ada: User, tap: Tap, htmx: bool) -> None:
    tap(NOTE, {"text": "from the first tab", "version": "0"})
    data = {"text": "from the second tab", "version": "0"}
    response = tap(NOTE, data) if htmx else as_ada.post(NOTE, data)
    html = response.content.decode()
    assert response.status_code == 409
    assert ("from the first tab" in html, "from the second tab" in html) == (True, True)
    assert SkillNote.of(ada).get().text == "from the first tab"


@pytest.mark.parametrize("data", [{"text": "x" * 50_001, "version": "0"}, {"text": "x", "version": "x"}, {"text": "x"}])
def test_note_that_cannot_be_saved_is_given_back(as_ada: Client, ada: User, data: dict[str, str]) -> None:
    response = as_ada.post(NOTE, data)
    assert response.status_code == 422
    assert data["text"] in response.content.decode()
    assert SkillNote.of(ada).count() == 0


def test_note_with_a_nul_byte_is_refused_in_words(as_ada: Client, ada: User) -> None:
    assert as_ada.post(NOTE, {"text": "a\x00b", "version": "0"}).status_code == 422
    assert SkillNote.of(ada).count() == 0


def test_event_keys_are_never_guessed(ada: User, skills: dict[str, Skill]) -> None:
    assert isinstance(mark(ada, skills["python"].pk, "done").event.key, uuid.UUID)


@pytest.mark.parametrize("htmx", [True, False])
def test_a_tap_after_the_session_has_ended_asks_to_log_in(client: Client, tap: Tap, htmx: bool) -> None:
    data = {"status": "done", "next": "/roadmap/"}
    response = tap(STATUS, data, client=client) if htmx else client.post(STATUS, data)
    assert response.headers.get("HX-Redirect" if htmx else "Location", "").startswith("/accounts/login/")
    assert User.objects.filter(is_guest=True).count() == 0
