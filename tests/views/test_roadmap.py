import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from careers.acts.mark import mark
from careers.models import Skill, User
from tests import factories

pytestmark = pytest.mark.usefixtures("skills")


def rows(html: str) -> dict[str, str]:
    """Slug → state, as the page says it."""
    return dict(re.findall(r'id="skill-([\w-]+)" data-state="(\w+)"', html))


def get(client: Client, query: str = "") -> str:
    return client.get(f"/roadmap/{query}").content.decode()


def test_visitor_sees_every_skill_and_no_form(client: Client) -> None:
    html = get(client)
    assert rows(html) == {"python": "todo", "numpy": "todo", "pandas": "todo"}
    assert (html.count("<form"), html.count("csrf")) == (0, 0)


def test_visitor_gets_no_cookie_and_an_etag_that_answers_304(client: Client) -> None:
    response = client.get("/roadmap/")
    assert (response.cookies, response.headers["Cache-Control"]) == ({}, "public, max-age=0, s-maxage=60")
    again = client.get("/roadmap/", headers={"If-None-Match": response.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_visitors_page_follows_the_catalogue(client: Client) -> None:
    get(client)
    Skill.objects.filter(key="python").update(title="Python in earnest")
    assert "Python in earnest" in get(client)


def test_visitors_page_is_sent_compressed(client: Client) -> None:
    response = client.get("/roadmap/", headers={"Accept-Encoding": "gzip"})
    assert response.headers["Content-Encoding"] == "gzip"


@pytest.mark.usefixtures("plan")
def test_states_stand_in_the_first_response(as_ada: Client, ada: User, skills: dict[str, Skill]) -> None:
    mark(ada, skills["python"].pk, "skipped")
    mark(ada, skills["numpy"].pk, "learning")
    assert rows(get(as_ada)) == {"python": "skipped", "numpy": "learning", "pandas": "todo"}


@pytest.mark.usefixtures("plan")
def test_nobody_sees_anybody_elses_states(ada: User, as_grace: Client, skills: dict[str, Skill]) -> None:
    mark(ada, skills["python"].pk, "done")
    assert rows(get(as_grace))["python"] == "todo"


@pytest.mark.usefixtures("plan")
def test_personal_page_is_private(as_ada: Client) -> None:
    assert as_ada.get("/roadmap/").headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("?show=left", {"numpy", "pandas"}),
        ("?show=done", {"python"}),
        ("?show=essential", {"python", "numpy"}),
        ("?show=learning", set()),
        ("?show=nonsense", {"python", "numpy", "pandas"}),
        ("?level=advanced", {"pandas"}),
        ("?level=core&show=essential", {"python", "numpy"}),
        ("?role=other", {"python", "numpy", "pandas"}),
    ],
)
@pytest.mark.usefixtures("plan")
def test_filters(as_ada: Client, ada: User, skills: dict[str, Skill], query: str, shown: set[str]) -> None:
    mark(ada, skills["python"].pk, "done")
    Skill.objects.filter(key="pandas").update(level="advanced")
    assert set(rows(get(as_ada, query))) == shown


@pytest.mark.usefixtures("plan")
def test_another_role_is_said_and_keeps_the_plan(as_ada: Client, ada: User, skills: dict[str, Skill]) -> None:
    factories.need(factories.role("other", 2), skills["pandas"])
    html = get(as_ada, "?role=other")
    assert "Seen as other" in html
    assert ada.plan.role.key == "engineer"


@pytest.mark.usefixtures("plan")
def test_percentages_agree_on_every_page(as_ada: Client, ada: User, skills: dict[str, Skill]) -> None:
    mark(ada, skills["numpy"].pk, "done")  # half of 20 h, of 40 + 10 + 30
    figure = r'<span class="figure__value">12<small>%</small>'
    assert [len(re.findall(figure, as_ada.get(page).content.decode())) for page in ("/roadmap/", "/today/")] == [1, 1]
    assert "(12\u00a0%)" in as_ada.get("/roadmap/print/").content.decode()


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize(
    ("page", "most"), [("/roadmap/", 4), ("/roadmap/print/", 4), ("/today/", 10), ("/skills/python/", 7)]
)
def test_queries_do_not_grow_with_rows(
    as_ada: Client, ada: User, skills: dict[str, Skill], page: str, most: int
) -> None:
    for marked in (["python"], ["python", "numpy", "pandas"]):
        for key in marked:
            mark(ada, skills[key].pk, "learning")
        as_ada.get(page)
        with CaptureQueriesContext(connection) as queries:
            as_ada.get(page)
        assert len(queries) == most


@pytest.mark.parametrize("page", ["/", "/roadmap/", "/roadmap/print/"])
def test_visitors_pages_cost_one_query(client: Client, page: str) -> None:
    client.get(page)
    with CaptureQueriesContext(connection) as queries:
        client.get(page)
    assert len(queries) == 1


@pytest.mark.parametrize("other", ["?utm_source=x", "?show=done&show=", "?role=" + 81 * "x"])
def test_links_of_a_kept_page_show_nothing_of_who_asked_first(client: Client, other: str) -> None:
    tabs = re.findall(r'class="tabs__link".*?href="(?:/roadmap/)?(.*?)"', get(client, other))
    assert tabs == ["?", "?show=essential"]
    assert get(client, other) == get(client)


def test_a_fragment_is_never_kept_as_the_page_of_its_address(client: Client) -> None:
    fragment = client.get("/roadmap/?level=core", headers={"HX-Request": "true"}).content.decode()
    assert (fragment.count("<html"), get(client, "?level=core").count("<html")) == (0, 1)
    assert client.get("/roadmap/?level=core", headers={"HX-Request": "true"}).content.decode() == fragment


def test_a_value_that_begins_like_a_key_is_not_taken_for_it(client: Client) -> None:
    long = factories.role("r" * 80, order=2)
    factories.need(long, Skill.objects.get(key="pandas"))
    junk = get(client, f"?role={long.key}x")
    assert (junk == get(client), junk == get(client, f"?role={long.key}")) == (True, False)


def test_retired_skill_stays_on_the_roadmap_of_those_who_had_it(
    as_ada: Client, as_grace: Client, ada: User, skills: dict[str, Skill]
) -> None:
    mark(ada, skills["python"].pk, "done")
    Skill.objects.filter(key="python").update(retired_at="2026-01-01T00:00Z")
    assert "python" in rows(get(as_ada))
    assert "python" not in rows(get(as_grace))


@pytest.mark.usefixtures("plan")
def test_a_tab_answers_the_list_alone_with_its_title(as_ada: Client) -> None:
    html = as_ada.get("/roadmap/?show=essential", headers={"HX-Request": "true"}).content.decode()
    assert html.count("<html") == 0
    assert "<title>Essential, 2\u00a0skills · Your roadmap · Ascent</title>" in html
    whole = as_ada.get("/roadmap/?show=essential").content.decode()
    assert "<title>Essential, 2\u00a0skills · Your roadmap · Ascent</title>" in whole


def test_visitors_page_asks_for_changes_once_in_a_while(client: Client, settings: Settings) -> None:
    get(client)
    settings.VISITORS_LOOK_SECONDS = 60
    with CaptureQueriesContext(connection) as queries:
        get(client)
    assert len(queries) == 0
