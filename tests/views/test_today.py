import pytest
from django.test import Client

from careers.acts.mark import mark
from careers.models import Resource, Skill, User

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


def test_today_says_what_happened_lately(as_ada: Client, ada: User, plan: None, skills: dict[str, Skill]) -> None:
    mark(ada, skills["python"].pk, "done")
    assert '<a href="/skills/python/">Python</a>: done' in as_ada.get("/today/").content.decode()


def test_today_with_nothing_left(as_ada: Client, ada: User, plan: None, skills: dict[str, Skill]) -> None:
    for skill in skills.values():
        mark(ada, skill.pk, "done")
    html = as_ada.get("/today/").content.decode()
    assert "Nothing is left" in html
    assert '<span class="figure__value">100<small>%</small>' in html


def test_days_are_the_persons_days(as_ada: Client, ada: User, plan: None, skills: dict[str, Skill]) -> None:
    event = mark(ada, skills["python"].pk, "done").event
    type(event).objects.filter(pk=event.pk).update(at="2026-03-01T11:00Z")
    days = []
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        User.objects.filter(pk=ada.pk).update(time_zone=zone)
        html = as_ada.get("/today/").content.decode()
        days.append("2\u00a0Mar" in html.split("Lately")[1])
    assert days == [True, False]


def test_first_page_of_somebody_signed_in_is_today(as_ada: Client) -> None:
    assert as_ada.get("/").headers["Location"] == "/today/"


def test_first_page_tells_visitors_the_way(client: Client) -> None:
    html = client.get("/").content.decode()
    assert "3\u00a0skills in 2\u00a0stages" in html


def test_healthz_and_readyz(client: Client) -> None:
    assert [client.get(page).content for page in ("/healthz/", "/readyz/")] == [b"ok", b"ready"]
