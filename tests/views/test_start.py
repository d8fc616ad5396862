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


@pytest.mark.parametrize(
    "page", ["/plan/start/skills/", "/plan/start/evenings/", "/plan/start/list/", "/plan/start/date/"]
)
def test_skips_without_a_plan_begin_at_the_beginning(client: Client, page: str) -> None:
    assert client.get(page).headers["Location"] == "/plan/start/"


# --- evenings ---


def test_evenings_are_kept_and_lead_on(as_ada: Client, ada: User, plan: None) -> None:
    response = as_ada.post("/plan/start/evenings/", {"hours": "6", "rest_days": ["4"]})
    assert response.headers["Location"] == "/plan/start/skills/"
    assert Plan.of(ada).values_list("minutes_a_week", "rest_days").get() == (360, [4])


def test_bars_follow_what_is_typed_and_nothing_is_kept(as_ada: Client, ada: User, plan: None) -> None:
    headers = {"HX-Request": "true"}
    html = as_ada.get("/plan/start/evenings/", {"hours": "5", "rest_days": ["0"]}, headers=headers).content.decode()
    assert ("<html" in html, "5\u00a0h: " in html) == (False, True)
    assert Plan.of(ada).get().minutes_a_week == 600


@pytest.mark.parametrize("hours", ["", "x", "-3", "1e9", "NaN"])
def test_bars_stay_as_they_are_for_what_is_no_number(as_ada: Client, plan: None, hours: str) -> None:
    response = as_ada.get("/plan/start/evenings/", {"hours": hours})
    assert (response.status_code, response.context["minutes"]) == (200, 600)


def test_hours_that_are_none_keep_the_answers(as_ada: Client, plan: None) -> None:
    response = as_ada.post("/plan/start/evenings/", {"hours": "900", "rest_days": ["4"]})
    assert (response.status_code, 'value="900"' in response.content.decode()) == (422, True)


# --- what is known ---


def test_what_is_known_is_marked_done_and_what_was_done_stays(
    as_ada: Client, ada: User, plan: None, skills: dict[str, Skill]
) -> None:
    mark(ada, skills["numpy"].pk, "done")
    as_ada.post("/plan/start/skills/", {"known": [skills["pandas"].pk]})
    assert set(SkillState.of(ada).values_list("skill__key", "state")) == {("numpy", "done"), ("pandas", "done")}


def test_known_twice_is_known_once(as_ada: Client, ada: User, plan: None, skills: dict[str, Skill]) -> None:
    as_ada.post("/plan/start/skills/", {"known": [skills["pandas"].pk]})
    assert as_ada.post("/plan/start/skills/", {"known": [skills["pandas"].pk]}).status_code == 422
    assert ada.skillevents.count() == 1


# --- a list from elsewhere ---


def test_a_list_is_shown_before_anything_is_marked(as_ada: Client, ada: User, plan: None) -> None:
    response = as_ada.post("/plan/start/list/", {"text": "numpy\nastrology"})
    html = response.content.decode()
    assert ("What your list matches" in html, "astrology" in html, "checked" in html) == (True, True, True)
    assert SkillState.of(ada).count() == 0


def test_what_is_confirmed_is_marked(as_ada: Client, ada: User, plan: None, skills: dict[str, Skill]) -> None:
    response = as_ada.post("/plan/start/list/", {"confirm": "1", "known": [skills["numpy"].pk]})
    assert response.headers["Location"] == "/plan/start/skills/"
    assert list(SkillState.of(ada).values_list("skill__key", "state")) == [("numpy", "done")]


@pytest.mark.parametrize("known", ["x", "999999", "-1"])
def test_what_is_no_skill_is_not_marked(as_ada: Client, ada: User, plan: None, known: str) -> None:
    as_ada.post("/plan/start/list/", {"confirm": "1", "known": [known]})
    assert SkillState.of(ada).count() == 0


@pytest.mark.parametrize("text", ["", "x" * 200_001, "a\x00b"])
def test_a_list_that_is_none_is_said_in_words(as_ada: Client, plan: None, text: str) -> None:
    assert as_ada.post("/plan/start/list/", {"text": text}).status_code == 422


# --- the date ---


def test_the_start_ends_in_a_date(as_ada: Client, plan: None, skills: dict[str, Skill]) -> None:
    html = as_ada.get("/plan/start/date/").content.decode()
    assert ("Start with Python" in html, "/plan/" in html) == (True, True)


def test_starting_again_keeps_everything(as_ada: Client, ada: User, plan: None, skills: dict[str, Skill]) -> None:
    mark(ada, skills["pandas"].pk, "done")
    Plan.of(ada).update(minutes_a_week=300, rest_days=[6])
    as_ada.post("/plan/start/", ANSWERS)
    assert Plan.of(ada).values_list("minutes_a_week", "rest_days").get() == (300, [6])
    assert SkillState.of(ada).count() == 1
