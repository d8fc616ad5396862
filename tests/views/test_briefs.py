"""Briefs: the public list with its filters, one brief, and starting it."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from careers.acts.mark import mark
from careers.models import Brief, Project, Skill, User
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def briefs(skills: dict[str, Skill]) -> dict[str, Brief]:
    return {
        "counter": factories.brief("counter", skills["python"], skills["numpy"], hours=12, level="foundation"),
        "report": factories.brief("report", skills["pandas"], hours=30),
    }


def shown(client: Client, query: str = "") -> list[str]:
    return re.findall(r'<h2><a href="/briefs/([a-z]+)/">', client.get(f"/briefs/{query}").content.decode())


@pytest.mark.usefixtures("briefs")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["counter", "report"]),
        ("?skill=python", ["counter"]),
        ("?level=core", ["report"]),
        ("?hours=15", ["counter"]),
        ("?role=engineer", ["counter"]),  # pandas is only useful for it
        ("?skill=pandas&hours=15", []),
        ("?skill=nothing&level=hard&hours=many&role=king", ["counter", "report"]),
    ],
)
def test_filters_choose_what_the_list_shows(query: str, found: list[str]):
    assert shown(Client(), query) == found


def test_a_retired_brief_stays_for_who_began_it(briefs: dict[str, Brief], as_ada: Client, as_grace: Client):
    as_ada.post("/briefs/counter/start/")
    Brief.objects.filter(key="counter").update(retired_at=timezone.now())
    assert [client.get("/briefs/counter/").status_code for client in (as_ada, as_grace)] == [200, 404]
    assert shown(as_ada) == ["report"]


def test_a_visitors_list_has_neither_cookie_nor_form_token(briefs: dict[str, Brief]):
    response = Client().get("/briefs/")
    assert (dict(response.cookies), b"csrfmiddlewaretoken" in response.content) == ({}, False)


def test_starting_makes_a_project_with_its_checklist(briefs: dict[str, Brief], as_ada: Client, ada: User):
    first, second = (as_ada.post("/briefs/counter/start/")["Location"] for _ in range(2))
    project = Project.of(ada).get()
    assert (first, second) == (project.get_absolute_url(),) * 2
    page = as_ada.get(first).content.decode()
    assert [f"Check {n} of counter" in page for n in (1, 2)] == [True, True]
    assert "Open your project" in as_ada.get("/briefs/counter/").content.decode()


def test_a_visitor_who_starts_one_becomes_a_guest(briefs: dict[str, Brief]):
    Client().post("/briefs/counter/start/", {"time_zone": "Europe/Berlin"})
    assert Project.objects.get().user.is_guest is True


def test_a_skills_page_names_its_briefs(briefs: dict[str, Brief]):
    page = Client().get("/skills/numpy/").content.decode()
    assert ("/briefs/counter/" in page, "/briefs/report/" in page) == (True, False)


def test_queries_do_not_grow_with_briefs(briefs: dict[str, Brief], skills: dict[str, Skill], as_ada: Client, ada: User):
    mark(ada, skills["python"].pk, "done")
    for number in range(3):
        as_ada.get("/briefs/")
        with CaptureQueriesContext(connection) as queries:
            as_ada.get("/briefs/")
        assert len(queries) == 6
        factories.brief(f"more{number}", *skills.values())
