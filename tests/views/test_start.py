import pytest
from django.test import Client

from careers.acts.mark import mark
from careers.models import Plan, Skill, SkillState, User

pytestmark = pytest.mark.usefixtures("skills")
ANSWERS = {"role": "engineer", "background": "engineer-background", "time_zone": "Asia/Tokyo"}


def test_start_makes_a_guest_with_a_plan(client: Client) -> None:
    response = client.post("/plan/start/", ANSWERS)
    plan = Plan.objects.get()
    assert (response.status_code, response.headers["Location"]) == (302, "/plan/start/evenings/")
    assert (plan.user.is_guest, plan.user.time_zone, plan.role.key) == (True, "Asia/Tokyo", "engineer")


def test_start_by_get_makes_nobody(client: Client) -> None:
    assert client.get("/plan/start/").status_code == 200
    assert User.objects.count() == 0


@pytest.mark.parametrize("answers", [{}, {"role": "engineer"}, ANSWERS | {"role": "astronaut"}])
def test_start_with_a_missing_or_unknown_answer_says_so(client: Client, answers: dict[str, str]) -> None:
    response = client.post("/plan/start/", answers)
    assert response.status_code == 422
    assert "One more look, please" in response.content.decode()
    assert User.objects.count() == 0


def test_skips_offer_each_with_its_reason_and_skip_nothing_themselves(as_ada: Client, ada: User, plan: None) -> None:
    html = as_ada.get("/plan/start/skills/").content.decode()
    assert ("You know python." in html, "You know numpy." in html) == (True, True)
    assert html.count('name="skip"') == 1
    assert SkillState.of(ada).count() == 0


def test_skips_taken_one_by_one(as_ada: Client, ada: User, plan: None, skills: dict[str, Skill]) -> None:
    response = as_ada.post("/plan/start/skills/", {"skip": [skills["python"].pk]})
    assert response.headers["Location"] == "/plan/start/date/"
    assert list(SkillState.of(ada).values_list("skill__key", "state")) == [("python", "skipped")]


def test_skips_taken_all_at_once(as_ada: Client, ada: User, plan: None) -> None:
    as_ada.post("/plan/start/skills/", {"all": "1"})
    assert SkillState.of(ada).get().state == "skipped"


def test_skip_of_what_is_not_offered_is_refused(
    as_ada: Client, ada: User, plan: None, skills: dict[str, Skill]
) -> None:
    assert as_ada.post("/plan/start/skills/", {"skip": [skills["pandas"].pk]}).status_code == 422
    assert SkillState.of(ada).count() == 0


def test_what_is_done_is_not_offered(as_ada: Client, ada: User, plan: None, skills: dict[str, Skill]) -> None:
    mark(ada, skills["python"].pk, "done")
    assert as_ada.get("/plan/start/skills/").content.decode().count('name="skip"') == 0


@pytest.mark.parametrize("page", ["/plan/start/skills/"])
def test_skips_without_a_plan_begin_at_the_beginning(client: Client, page: str) -> None:
    assert client.get(page).headers["Location"] == "/plan/start/"
