import datetime as dt
import re

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from careers.acts.mark import mark
from careers.models import Resource, ResourceState, Round, Skill, StudyEntry, User
from tests import factories

pytestmark = pytest.mark.usefixtures("skills")


def test_today_needs_somebody(client: Client) -> None:
    assert client.get("/today/").headers["Location"] == "/accounts/login/?next=/today/".replace(
        "=/today/", "=%2Ftoday%2F"
    )


def test_today_without_a_plan_teaches(as_ada: Client) -> None:
    assert "No plan yet" in as_ada.get("/today/").content.decode()


def test_today_shows_the_first_with_its_resource_and_reason(as_ada: Client, plan: None, book: Resource) -> None:
    html = as_ada.get("/today/").content.decode()
    assert ('<a href="/skills/python/">Python</a></h2>' in html, "A Book" in html) == (True, True)
    assert "It opens the way to 1 more skill" in html


def test_today_with_nothing_left(as_ada: Client, ada: User, plan: None, skills: dict[str, Skill]) -> None:
    for skill in skills.values():
        mark(ada, skill.pk, "done")
    html = as_ada.get("/today/").content.decode()
    assert "Nothing is left" in html
    assert '<span class="figure__value">100<small>%</small>' in html


def test_greetings_and_days_are_the_persons(as_ada: Client, ada: User) -> None:
    seen = []
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        User.objects.filter(pk=ada.pk).update(time_zone=zone)
        with time_machine.travel("2026-11-24T10:30Z", tick=False):
            html = as_ada.get("/today/").content.decode()
        seen.append(re.search(r'eyebrow">([^<]*)</p><h1>([^<]*)</h1>', html).groups())
    assert seen == [("Wednesday 25 November", "Still up, Ada"), ("Monday 23 November", "Good evening, Ada")]


# --- the next thing ---


def shown_first(client: Client, query: str = "") -> str:
    return client.get(f"/today/{query}").context["today"].first.next.skill.slug


def test_something_else_can_be_chosen_until_all_were_seen(as_ada: Client, plan: None) -> None:
    today = as_ada.get("/today/").context["today"]
    seen = [today.first.next.skill.slug]
    while today.pass_over:
        today = as_ada.get(f"/today/?skip={today.pass_over}").context["today"]
        seen.append(today.first.next.skill.slug)
    assert seen == ["python", "numpy", "pandas"]


@pytest.mark.parametrize(
    "query", ["?skip=-1", "?skip=99", "?skip=x", "?skip=" + "9" * 500, "?minutes=%00", "?minutes=-5"]
)
def test_nonsense_in_the_address_counts_as_not_said(as_ada: Client, plan: None, query: str) -> None:
    today = as_ada.get(f"/today/{query}").context["today"]
    assert (today.first.next.skill.slug, today.fits) == ("python", [])


def test_what_was_begun_goes_on_where_one_stopped(as_ada: Client, ada: User, plan: None, book: Resource) -> None:
    mark(ada, Skill.objects.get(key="python").pk, "learning")
    ResourceState.objects.create(user=ada, resource=book, state="progress", stopped_place="page 40")
    assert "Continue at page 40" in as_ada.get("/today/").content.decode()


def test_what_fits_is_asked_by_htmx_too(as_ada: Client, plan: None, book: Resource) -> None:
    response = as_ada.get("/today/?minutes=25", headers={"HX-Request": "true"})
    [fit] = response.context["today"].fits
    assert (fit.left, fit.whole, "<h1>" in response.content.decode()) == (120, False, False)


def test_what_rests_is_said_kindly(as_ada: Client, ada: User, plan: None) -> None:
    with time_machine.travel("2026-09-01T12:00Z"):
        mark(ada, Skill.objects.get(key="python").pk, "learning")
    with time_machine.travel("2026-11-24T12:00Z"):
        assert as_ada.get("/today/").context["today"].first.rests
        StudyEntry.objects.create(user=ada, skill=Skill.objects.get(key="python"), minutes=25, day="2026-11-20")
        assert not as_ada.get("/today/").context["today"].first.rests


def test_after_a_rest_everything_is_where_it_was(as_ada: Client, ada: User) -> None:
    User.objects.filter(pk=ada.pk).update(seen_at=timezone.now() - dt.timedelta(days=15))
    assert ["Everything is where you left it" in as_ada.get("/today/").content.decode() for _ in range(2)] == [True] * 2
    User.objects.filter(pk=ada.pk).update(back_at=timezone.now() - dt.timedelta(days=2))
    assert "Everything is where you left it" not in as_ada.get("/today/").content.decode()


# --- news ---


@pytest.fixture
def read_long_ago(ada: User) -> None:
    """The catalogue of the other fixtures is news to her."""
    User.objects.filter(pk=ada.pk).update(news_read_at=timezone.now() - dt.timedelta(days=7))


@pytest.mark.usefixtures("read_long_ago", "plan")
def test_news_are_shown_until_they_are_seen(as_ada: Client, book: Resource) -> None:
    news = as_ada.get("/today/").context["today"].news
    assert {change.title for change in news.changes} == {"Python", "Numpy", "Pandas", "A Book"}
    as_ada.post("/today/news/read/", {"until": news.until.isoformat()})
    assert as_ada.get("/today/").context["today"].news is None


@pytest.mark.parametrize("until", ["", "yesterday", "2026-11-24", "9999-12-31T23:59:59Z", "\x00"])
@pytest.mark.usefixtures("read_long_ago", "plan")
def test_reading_news_reads_no_further_than_now(as_ada: Client, ada: User, until: str) -> None:
    assert as_ada.post("/today/news/read/", {"until": until})["Location"] == "/today/"
    ada.refresh_from_db()
    assert ada.news_read_at <= timezone.now()


def lived_in(user: User, number: int) -> None:
    """Everything that the page shows, so many times."""
    for n in range(number):
        for skill in Skill.objects.all():
            StudyEntry.objects.create(user=user, skill=skill, minutes=25, day=timezone.localdate() - dt.timedelta(n))
        job = factories.application(user, f"Company {n}", next_on=timezone.localdate())
        Round.objects.create(
            user=user, application=job, title="Coding", starts_at=timezone.now() + dt.timedelta(hours=1)
        )


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.usefixtures("plan")
def test_the_queries_of_today_do_not_grow_with_its_rows(
    as_ada: Client, ada: User, book: Resource, django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    for skill in Skill.objects.all():
        mark(ada, skill.pk, "learning")
    ResourceState.objects.create(user=ada, resource=book, state="progress")
    lived_in(ada, number)
    as_ada.get("/today/")  # the day's forecast is kept once
    with django_assert_num_queries(10):
        page = as_ada.get("/today/?minutes=25").context["today"]
    assert len(page.coming) == min(5, 2 * number)


def test_first_page_of_somebody_signed_in_is_today(as_ada: Client) -> None:
    assert as_ada.get("/").headers["Location"] == "/today/"


def test_first_page_tells_visitors_the_way(client: Client) -> None:
    html = client.get("/").content.decode()
    assert "3\u00a0skills in 2\u00a0stages" in html


def test_healthz_and_readyz(client: Client) -> None:
    assert [client.get(page).content for page in ("/healthz/", "/readyz/")] == [b"ok", b"ready"]
