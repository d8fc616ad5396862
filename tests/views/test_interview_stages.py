import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from careers.models import DayBefore, Skill, User
from tests import factories
from tests.factories import interview_stage, round_of

pytestmark = pytest.mark.django_db


def test_a_stage_says_everything_about_it(client: Client, skills: dict[str, Skill]):
    interview_stage(
        "coding", skills["python"], bring=["A pen"], mistakes=["Typing first"], ask=["How do you test?"],
        attends=["An engineer"], parts=[{"minutes": 40, "title": "The code"}], minutes_from=40, minutes_to=60,
    )  # fmt: skip
    DayBefore.objects.create(guide=factories.guide(), key="rest", text="Rest well", in_guide=True)
    html = client.get("/interview-stages/coding/").content.decode()
    said = ("Step 1 of coding", "Criterion of coding", "A pen", "Typing first", "How do you test?", "An engineer",
            "The code", "Rest well", "/skills/python/")  # fmt: skip
    assert [text for text in said if text not in html] == []


def test_the_guides_own_process_stands_in_its_order(client: Client, skills: dict[str, Skill]):
    for n, (key, in_guide) in enumerate({"phone": True, "depth": False, "onsite": True}.items()):
        interview_stage(key, order=n, in_guide=in_guide)
    rows = client.get("/interview-stages/").context["list"]
    assert [row.stage.key for row in rows.of_guide] == ["phone", "onsite"]


def test_a_visitors_page_has_no_cookie_and_no_token(client: Client, skills: dict[str, Skill]):
    interview_stage("coding")
    for address in ("/interview-stages/", "/interview-stages/coding/"):
        response = client.get(address)
        assert (response.cookies, "csrf" in response.content.decode()) == ({}, False)


def test_an_unknown_stage_is_not_found(client: Client):
    assert client.get("/interview-stages/lunch/").status_code == 404


def test_a_retired_stage_stays_for_whoever_had_a_round_of_it(
    as_ada: Client, as_grace: Client, client: Client, ada: User, skills: dict[str, Skill]
):
    round_of(ada, interview_stage=interview_stage("coding", retired_at=timezone.now()))
    answers = [who.get("/interview-stages/coding/").status_code for who in (as_ada, as_grace, client)]
    assert answers == [200, 404, 404]


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow_with_stages(as_ada: Client, skills: dict[str, Skill], number: int):
    for n in range(number):
        interview_stage(f"stage-{n}", *skills.values())
    for address, most in (("/interview-stages/", 6), ("/interview-stages/stage-0/", 9)):
        as_ada.get(address)
        with CaptureQueriesContext(connection) as queries:
            as_ada.get(address)
        assert len(queries) == most


def test_a_skill_names_the_interviews_that_ask_for_it(client: Client, skills: dict[str, Skill]):
    interview_stage("coding", skills["python"])
    assert 'href="/interview-stages/coding/"' in client.get("/skills/python/").content.decode()
    assert 'href="/interview-stages/coding/"' not in client.get("/skills/numpy/").content.decode()
