"""Planning a round, its page with its lists, and what comes after: whole pages, fragments, without JavaScript."""

import datetime as dt
import uuid
from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from careers.models import DayBefore, PlanChoice, Round, RoundQuestion, RoundTask, RoundWork, Skill, User
from tests import factories
from tests.factories import application, interview_stage, round_of

pytestmark = pytest.mark.django_db
KEY = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def row(ada: User, skills: dict[str, Skill]) -> Round:
    stage = interview_stage("coding", skills["python"], skills["numpy"])
    starts = timezone.now() + dt.timedelta(days=5)
    return round_of(ada, interview_stage=stage, starts_at=starts, zone="America/St_Johns", minutes=45)


@pytest.fixture
def url(row: Round) -> str:
    return row.get_absolute_url()


def html(response: HttpResponse) -> str:
    return response.content.decode().replace("\u00a0", " ")


# --- planning ---


def test_a_round_is_planned_and_edited(as_ada: Client, ada: User):
    job = application(ada)
    said = {"title": "Second call", "day": "2030-01-02", "time": "09:00", "zone": "America/St_Johns", "key": KEY}
    for _ in range(2):
        response = as_ada.post(f"/applications/{job.pk}/rounds/new/", said)
    row = Round.of(ada).get()
    assert response["Location"] == row.get_absolute_url()
    assert row.starts_at == dt.datetime(2030, 1, 2, 12, 30, tzinfo=dt.UTC)
    page = html(as_ada.get(f"{row.get_absolute_url()}edit/"))
    assert [text for text in ('value="2030-01-02"', 'value="09:00"', "Second call") if text not in page] == []
    as_ada.post(f"{row.get_absolute_url()}edit/", {"title": "Third call", "version": "1"})
    row.refresh_from_db()
    assert (row.title, row.starts_at, row.version) == ("Third call", None, 2)


def test_a_wrong_answer_keeps_all_the_others(as_ada: Client, ada: User):
    job = application(ada)
    response = as_ada.post(f"/applications/{job.pk}/rounds/new/", {"link": "javascript:alert(1)", "place": "Malmö 3"})
    assert response.status_code == 422
    assert "Malmö 3" in html(response)
    assert Round.of(ada).count() == 0


def test_two_tabs_do_not_overwrite_each_other(as_ada: Client, row: Round, url: str):
    first, second = ({"title": title, "place": title, "version": "1"} for title in ("one", "two"))
    as_ada.post(f"{url}edit/", first)
    clash = as_ada.post(f"{url}edit/", second)
    assert clash.status_code == 409
    row.refresh_from_db()
    assert row.place == "one"
    as_ada.post(f"{url}edit/", second | {"version": str(clash.context["form"]["version"].value())})
    row.refresh_from_db()
    assert row.place == "two"


def test_a_deleted_round_is_put_back_from_the_toast(as_ada: Client, row: Round, url: str):
    page = as_ada.post(f"{url}delete/", follow=True)
    assert 'action="/rounds/restore/"' in html(page)
    assert as_ada.get(url).status_code == 404
    assert as_ada.post("/rounds/restore/", {"round": row.pk})["Location"] == url
    assert as_ada.get(url).status_code == 200


@pytest.mark.parametrize("sent", ["", "x", "-1", "9" * 40, "٣"])
def test_nonsense_is_put_back_as_nothing(as_ada: Client, sent: str):
    assert as_ada.post("/rounds/restore/", {"round": sent}).status_code == 404


# --- the page ---


def test_the_page_shows_both_clocks_the_days_and_the_lists(as_ada: Client, row: Round, url: str):
    DayBefore.objects.create(guide=factories.guide(), key="rest", text="Rest well", in_guide=True)
    page = html(as_ada.get(url))
    said = ("5 days left", "in St Johns", "Step 1 of coding", "Criterion of coding", "Rest well", "/skills/python/")
    assert [text for text in said if text not in page] == []


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow_with_rows(
    as_ada: Client, ada: User, row: Round, url: str, number: int, django_assert_num_queries: Callable[[int], object]
):
    for n in range(number):
        RoundTask.objects.create(user=ada, round=row, list="ask", item=f"own-{n}", text="Why?")
        RoundQuestion.objects.create(
            user=ada, round=row, question="q", score=1, skill=row.interview_stage.skills.first()
        )
        RoundWork.objects.create(user=ada, round=row, day=timezone.localdate(), minutes=5)
        round_of(ada, application=row.application)
    as_ada.get(url)
    with django_assert_num_queries(11):
        as_ada.get(url)
    with django_assert_num_queries(7):
        as_ada.get(f"{url}after/")


def test_a_line_is_ticked_by_htmx_and_without(
    tap: Callable[..., HttpResponse], as_ada: Client, ada: User, url: str, row: Round
):
    answer = tap(f"{url}ticks/", {"list": "prepare", "item": "s1", "done": "1"}, page=url)
    assert [
        text for text in ('id="list-prepare"', 'id="count-prepare"', "1 of 2 done") if text not in html(answer)
    ] == []
    plain = as_ada.post(f"{url}ticks/", {"list": "prepare", "item": "s1"})
    assert plain["Location"] == f"{url}#list-prepare"
    assert RoundTask.of(ada).get().done_at is None


@pytest.mark.parametrize(
    "sent",
    [
        {"list": "prepare", "item": "s9"},
        {"list": "nothing", "item": "s1"},
        {"list": "prepare", "item": "s1\0"},
        {"list": "prepare", "item": "x" * 500},
        {},
    ],
)
def test_a_line_that_does_not_exist_is_not_found(as_ada: Client, url: str, sent: dict[str, str]):
    assert as_ada.post(f"{url}ticks/", sent | {"done": "1"}).status_code == 404


def test_an_own_line_is_added_removed_and_brought_back(as_ada: Client, ada: User, url: str):
    for _ in range(2):
        as_ada.post(f"{url}lines/", {"list": "ask", "key": KEY, "text": " How do  you test? "})
    line = RoundTask.of(ada).get()
    assert line.text == "How do you test?"
    page = as_ada.post(f"{url}lines/{line.pk}/delete/", follow=True)
    assert RoundTask.of(ada).count() == 0
    ticket = str(next(iter(page.context["messages"])).extra_tags)
    as_ada.post("/undo/", {"ticket": ticket, "next": url})
    assert RoundTask.of(ada).get().text == "How do you test?"


@pytest.mark.parametrize("text", ["", "  ", "x" * 301, "nul\0"])
def test_a_line_of_nothing_or_too_much_is_said_so(
    tap: Callable[..., HttpResponse], as_ada: Client, url: str, text: str
):
    sent = {"list": "ask", "key": KEY, "text": text}
    answer = tap(f"{url}lines/", sent, page=url)
    assert (answer.status_code, 'id="error-ask"' in html(answer)) == (422, True)
    plain = as_ada.post(f"{url}lines/", sent)
    assert (plain.status_code, 'id="error-ask"' in html(plain)) == (422, True)


def test_a_line_of_the_catalogue_cannot_be_removed(as_ada: Client, ada: User, url: str):
    as_ada.post(f"{url}ticks/", {"list": "prepare", "item": "s1", "done": "1"})
    assert as_ada.post(f"{url}lines/{RoundTask.of(ada).get().pk}/delete/").status_code == 404


def test_texts_are_shown_and_not_run(as_ada: Client, ada: User):
    row = round_of(ada, title="<script>", interviewers="<b>Ida</b>", place="<u>", status="held", notes="<script>x")
    RoundQuestion.objects.create(user=ada, round=row, question="<script>q", said="<script>s")
    for page in (row.get_absolute_url(), f"{row.get_absolute_url()}after/"):
        assert "<script>x" not in html(as_ada.get(page))
        assert [text for text in ("<script>q", "<script>s", "<b>Ida", "<u>") if text in html(as_ada.get(page))] == []


# --- a take-home ---


def test_time_on_a_take_home_is_logged_against_its_budget(as_ada: Client, ada: User):
    due = timezone.now() + dt.timedelta(days=3)
    row = round_of(ada, format="take_home", due_at=due, budget_minutes=240)
    url, today = row.get_absolute_url(), str(timezone.localdate())
    for _ in range(2):
        as_ada.post(f"{url}log/", {"key": KEY, "minutes": "1 h 30", "day": today})
    page = html(as_ada.get(url))
    assert [text for text in ("1 h 30</b> of 4 h", "The take-home") if text not in page] == []
    assert RoundWork.of(ada).get().minutes == 90


@pytest.mark.parametrize("said", [{"minutes": ""}, {"minutes": "25 h"}, {"day": "2999-01-01"}, {"note": "x" * 301}])
def test_time_that_cannot_be_is_refused(as_ada: Client, ada: User, said: dict[str, str]):
    url = round_of(ada, format="take_home").get_absolute_url()
    sent = {"key": KEY, "minutes": "25", "day": str(timezone.localdate())} | said
    assert as_ada.post(f"{url}log/", sent).status_code == 422
    assert RoundWork.of(ada).count() == 0


# --- after ---


def test_how_it_went_is_kept(as_ada: Client, row: Round, url: str):
    said = {"status": "held", "rating": "2", "notes": "Typed too *soon*", "outcome": "", "version": "1"}
    assert as_ada.post(f"{url}after/", said)["Location"] == f"{url}after/"
    page = html(as_ada.get(url))
    assert [text for text in ("Held, not yet told", "2 of 5", "<em>soon</em>") if text not in page] == []


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"status": "planned", "outcome": "passed"}, ["status"]),
        ({"told_on": "2026-01-01"}, ["outcome"]),
        ({"rating": "6"}, ["rating"]),
        ({"status": "lost"}, ["status"]),
        ({"notes": "x" * 50_001}, ["notes"]),
        ({"outcome": "passed", "told_on": "2999-01-01"}, ["told_on"]),
        ({"version": ""}, ["version"]),
    ],
)
def test_what_cannot_have_been_is_refused(as_ada: Client, url: str, said: dict[str, str], wrong: list[str]):
    response = as_ada.post(f"{url}after/", {"status": "held", "version": "1"} | said)
    assert (response.status_code, list(response.context["form"].errors)) == (422, wrong)


def test_two_tabs_keep_both_notes(as_ada: Client, row: Round, url: str):
    as_ada.post(f"{url}after/", {"status": "held", "notes": "one", "version": "1"})
    clash = as_ada.post(f"{url}after/", {"status": "held", "notes": "two", "version": "1"})
    assert clash.status_code == 409
    assert [text for text in ("one", "two") if text not in html(clash)] == []


def test_questions_are_added_one_after_the_other(tap: Callable[..., HttpResponse], ada: User, row: Round, url: str):
    for text in ("Merge two lists", "Why us?"):
        sent = {"key": str(uuid.uuid4()), "question": text, "kind": "coding", "skill": "python", "score": "2"}
        answer = tap(f"{url}questions/", sent, page=f"{url}after/")
    page = html(answer)
    assert [text for text in ("Merge two lists", "Why us?", 'id="back"') if text not in page] == []
    assert answer.context["question_form"]["question"].value() is None
    assert RoundQuestion.of(ada).count() == 2


def test_a_question_sent_twice_is_one(as_ada: Client, ada: User, url: str):
    for _ in range(2):
        as_ada.post(f"{url}questions/", {"key": KEY, "question": "Why us?", "kind": "other"})
    assert RoundQuestion.of(ada).count() == 1


@pytest.mark.parametrize(
    "said",
    [{"question": ""}, {"question": "x" * 2001}, {"skill": "juggling"}, {"score": "6"}, {"kind": "x"}, {"said": "\0"}],
)
def test_a_question_of_nonsense_keeps_what_was_typed(as_ada: Client, ada: User, url: str, said: dict[str, str]):
    response = as_ada.post(f"{url}questions/", {"question": "Why us?", "kind": "other", "better": "Kept words"} | said)
    assert (response.status_code, "Kept words" in html(response)) == (422, True)
    assert RoundQuestion.of(ada).count() == 0


def test_a_question_is_changed_and_the_change_taken_back(as_ada: Client, ada: User, row: Round, url: str):
    asked = RoundQuestion.objects.create(user=ada, round=row, question="Why us?", score=1)
    page = as_ada.post(f"{url}questions/{asked.pk}/", {"question": "Why you?", "kind": "other"}, follow=True)
    asked.refresh_from_db()
    assert (asked.question, asked.score) == ("Why you?", None)
    as_ada.post("/undo/", {"ticket": str(next(iter(page.context["messages"])).extra_tags)})
    asked.refresh_from_db()
    assert (asked.question, asked.score) == ("Why us?", 1)


def test_a_weak_round_puts_its_skills_back_on_the_plan(as_ada: Client, ada: User, row: Round, url: str):
    as_ada.post(f"{url}after/", {"status": "held", "rating": "1", "version": "1"})
    page = as_ada.get(f"{url}after/")
    assert [offer.drawn.skill.slug for offer in page.context["offers"]] == ["python", "numpy"]
    as_ada.post(f"{url}plan/", {"skills": ["numpy"]})
    choice = PlanChoice.of(ada).get()
    assert (choice.skill.key, choice.because) == ("numpy", "the round “Coding” at Tern Logistics")
    assert "On your plan from here" in html(as_ada.get(f"{url}after/"))


@pytest.mark.parametrize("sent", [{}, {"skills": "pandas"}, {"skills": "juggling"}])
def test_only_skills_on_offer_come_back(as_ada: Client, ada: User, url: str, sent: dict[str, str]):
    as_ada.post(f"{url}after/", {"status": "held", "rating": "1", "version": "1"})
    assert as_ada.post(f"{url}plan/", sent).status_code == 422
    assert PlanChoice.of(ada).count() == 0
