import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from careers.acts.choose import pin
from careers.acts.mark import mark
from careers.figures.schedule import WEEK, monday_of
from careers.models import Plan, PlanChoice, Skill, SkillState, StudyEntry, User
from tests import factories

pytestmark = pytest.mark.usefixtures("plan")


@pytest.fixture
def choose(tap: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    def send(to: str, slug: str = "numpy", **data: str) -> HttpResponse:
        return tap(f"/plan/skills/{slug}/place/", {"to": to, **data}, "/plan/")

    return send


def choices(user: User) -> list[tuple[str, str]]:
    return list(PlanChoice.of(user).values_list("skill__key", "kind"))


def order(client: Client) -> list[str]:
    return [skill.key for skill in client.get("/plan/").context["page"].plan.order]


def monday() -> dt.date:
    return monday_of(timezone.localdate())


def ticket(client: Client) -> str:
    [message] = client.get("/plan/").context["messages"]
    return message.extra_tags


# --- the page ---


def test_the_plan_shows_its_weeks(as_ada: Client) -> None:
    html = as_ada.get("/plan/").content.decode()
    assert ("This week" in html, "Python" in html, "Your plan" in html) == (True, True, True)


def test_without_a_plan_one_begins_at_the_start(as_grace: Client) -> None:
    assert as_grace.get("/plan/").headers["Location"] == "/plan/start/"


def test_more_weeks_are_shown_when_asked(as_ada: Client, ada: User) -> None:
    Plan.of(ada).update(minutes_a_week=60)
    assert len(as_ada.get("/plan/").context["page"].weeks) == 5
    assert len(as_ada.get("/plan/?weeks=18").context["page"].weeks) == 18


@pytest.mark.parametrize("weeks", ["", "-1", "x", "99999999999", "²", "0"])
def test_a_number_of_weeks_that_is_none_shows_the_usual_ones(as_ada: Client, weeks: str) -> None:
    assert as_ada.get("/plan/", {"weeks": weeks}).context["page"].shown == 5


def test_what_is_studied_this_week_takes_its_room(as_ada: Client, ada: User, skills: dict[str, Skill]) -> None:
    StudyEntry.objects.create(user=ada, skill=skills["python"], minutes=90, day=timezone.localdate())
    week = as_ada.get("/plan/").context["page"].plan.weeks[0]
    assert (week.spent, week.minutes) in {(90, 510), (90, 0)}


def test_an_interview_stands_in_its_week(as_ada: Client, ada: User, grace: User) -> None:
    ours = factories.round_of(ada, starts_at=timezone.now() + WEEK)
    factories.round_of(ada, starts_at=timezone.now() + WEEK, status="cancelled")
    factories.round_of(grace, starts_at=timezone.now() + WEEK)
    weeks = as_ada.get("/plan/").context["page"].weeks
    assert [(shown.week.monday, item.url) for shown in weeks for item in shown.interviews] == [
        (monday() + WEEK, ours.get_absolute_url())
    ]


def test_nothing_left_says_so(as_ada: Client, ada: User, skills: dict[str, Skill]) -> None:
    for skill in skills.values():
        mark(ada, skill.pk, "done")
    assert "Nothing is left to plan" in as_ada.get("/plan/").content.decode()


def test_the_queries_do_not_grow(as_ada: Client, ada: User, skills: dict[str, Skill]) -> None:
    Plan.of(ada).update(target_on=monday() + WEEK)
    as_ada.get("/plan/")
    with CaptureQueriesContext(connection) as queries:
        as_ada.get("/plan/")
    assert len(queries) == 8
    for skill in skills.values():
        pin(ada, skill.pk, monday() + WEEK)
    with CaptureQueriesContext(connection) as queries:
        as_ada.get("/plan/")
    assert len(queries) == 8


# --- one skill's place ---


def test_a_pin_and_its_removal_leave_the_plan_as_it_was(as_ada: Client, ada: User, choose) -> None:
    before = as_ada.get("/plan/").context["page"].plan
    assert choose("pin", "pandas", week=str(monday() + WEEK)).status_code == 200
    assert choices(ada) == [("pandas", "pinned")]
    choose("unpin", "pandas")
    assert choices(ada) == []
    assert as_ada.get("/plan/").context["page"].plan == before


@pytest.mark.parametrize("to", ["pin", "later", "four-weeks"])
def test_a_choice_can_be_undone(as_ada: Client, ada: User, to: str) -> None:
    as_ada.post("/plan/skills/numpy/place/", {"to": to, "week": str(monday())})
    assert PlanChoice.of(ada).count() == 1
    as_ada.post("/undo/", {"ticket": ticket(as_ada), "next": "/plan/"})
    assert PlanChoice.of(ada).count() == 0


def test_a_skill_moves_one_place(as_ada: Client, choose) -> None:
    assert order(as_ada) == ["python", "numpy", "pandas"]
    choose("later")
    assert order(as_ada) == ["python", "pandas", "numpy"]
    choose("earlier")
    assert order(as_ada) == ["python", "numpy", "pandas"]


def test_what_is_first_moves_no_further(as_ada: Client, ada: User, choose) -> None:
    html = choose("earlier", "python").content.decode()
    assert ("Python is the first already." in html, choices(ada)) == (True, [])


def test_a_broken_prerequisite_is_shown_and_can_be_put_back(as_ada: Client, ada: User, choose) -> None:
    assert "Worth a look" in choose("earlier").content.decode()
    choose("in-order")
    assert (choices(ada), order(as_ada)[0]) == ([], "python")


def test_a_pinned_skill_moves_by_weeks_and_not_into_the_past(ada: User, choose) -> None:
    choose("pin", week=str(monday()))
    choose("earlier")
    assert PlanChoice.of(ada).get().week == monday()
    choose("later")
    assert PlanChoice.of(ada).get().week == monday() + WEEK


def test_postponing_and_bringing_back(ada: User, choose) -> None:
    assert "Postponed" in choose("four-weeks").content.decode()
    assert PlanChoice.of(ada).get().until == monday() + 4 * WEEK
    choose("back")
    assert choices(ada) == []


def test_without_a_camp_ahead_nothing_is_postponed_past_it(ada: User, choose) -> None:
    assert choose("past-camp").status_code == 200
    assert choices(ada) == []


def test_a_pin_that_passed_is_named_kindly(as_ada: Client, ada: User, skills: dict[str, Skill]) -> None:
    pin(ada, skills["numpy"].pk, monday() - WEEK)
    html = as_ada.get("/plan/").content.decode()
    assert ("A pin passed by" in html, "nothing is lost" in html) == (True, True)


def test_leaving_out_skips_and_undoing_brings_everything_back(ada: User, choose, tap) -> None:
    mark(ada, Skill.objects.get(key="numpy").pk, "learning")
    before = list(SkillState.of(ada).values())
    html = choose("out").content.decode()
    assert SkillState.of(ada).get().state == "skipped"
    undo = html.split('name="undo" value="')[1].split('"')[0]
    tap("/plan/left-out/", {"undo": undo}, "/plan/")
    assert [(s["state"], s["since"]) for s in SkillState.of(ada).values()] == [(s["state"], s["since"]) for s in before]


def test_undoing_what_something_newer_stands_on_changes_nothing(ada: User, choose, tap) -> None:
    html = choose("out").content.decode()
    mark(ada, Skill.objects.get(key="numpy").pk, "done")
    undo = html.split('name="undo" value="')[1].split('"')[0]
    assert "nothing was undone" in tap("/plan/left-out/", {"undo": undo}, "/plan/").content.decode()
    assert SkillState.of(ada).get().state == "done"


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"to": "nowhere"},
        {"to": "pin"},
        {"to": "pin", "week": "x"},
        {"to": "pin", "week": "2001-01-01"},
        {"to": "pin", "week": "9999-12-31"},
        {"to": "pi\x00n"},
    ],
)
def test_nonsense_changes_nothing(ada: User, tap, data: dict[str, str]) -> None:
    assert tap("/plan/skills/numpy/place/", data, "/plan/").status_code == 422
    assert choices(ada) == []


@pytest.mark.parametrize("undo", ["x", "9" * 30, "-1", "1" * 18])
def test_undoing_what_is_not_there_finds_nothing(tap, undo: str) -> None:
    assert tap("/plan/left-out/", {"undo": undo}, "/plan/").status_code == 404


def test_an_unknown_skill_is_not_found(tap) -> None:
    assert tap("/plan/skills/astrology/place/", {"to": "later"}, "/plan/").status_code == 404


def test_without_htmx_one_comes_back_to_the_plan(as_ada: Client, ada: User) -> None:
    assert as_ada.post("/plan/skills/numpy/place/", {"to": "later"}).headers["Location"] == "/plan/"
    assert choices(ada) == [("numpy", "placed")]


# --- pace and target ---


def test_pace_is_saved_and_can_be_undone(as_ada: Client, ada: User) -> None:
    target = timezone.localdate() + dt.timedelta(days=365)
    response = as_ada.post("/plan/pace/", {"hours": "7.5", "rest_days": ["4", "6"], "target_on": str(target)})
    assert response.headers["Location"] == "/plan/"
    plan = Plan.of(ada).get()
    assert (plan.minutes_a_week, plan.rest_days, plan.target_on) == (450, [4, 6], target)
    as_ada.post("/undo/", {"ticket": ticket(as_ada), "next": "/plan/"})
    assert Plan.of(ada).get().minutes_a_week == 600


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "Say how many hours a week"),
        ({"hours": "many"}, "Give a number of hours"),
        ({"hours": "0.1"}, "At least half an hour a week."),
        ({"hours": "200"}, "At most 80 hours a week."),
        ({"hours": "NaN"}, "Give a number of hours"),
        ({"hours": "10", "rest_days": list("0123456")}, "Leave at least one day"),
        ({"hours": "10", "rest_days": ["9"]}, "Select a valid choice"),
        ({"hours": "10", "target_on": "soon"}, "Give a date such as"),
        ({"hours": "10", "target_on": "2001-01-01"}, "Give a day that lies ahead."),
    ],
)
def test_a_pace_that_is_none_is_said_in_words(as_ada: Client, ada: User, data: dict[str, str], said: str) -> None:
    response = as_ada.post("/plan/pace/", data)
    assert (response.status_code, said in response.content.decode()) == (422, True)
    assert Plan.of(ada).get().minutes_a_week == 600


def test_the_way_of_more_hours_makes_the_date(as_ada: Client, ada: User, tap) -> None:
    Plan.of(ada).update(target_on=timezone.localdate() + dt.timedelta(days=35), minutes_a_week=300)
    aim = as_ada.get("/plan/").context["page"].target
    assert (aim.feasible, [way.key for way in aim.ways]) == (False, ["hours", "both"])
    tap("/plan/target/", {"way": "hours"}, "/plan/")
    assert Plan.of(ada).get().minutes_a_week == aim.ways[0].minutes_a_week
    assert as_ada.get("/plan/").context["page"].target.feasible


def test_the_way_of_fewer_skills_makes_the_date_and_can_be_undone(as_ada: Client, ada: User, tap) -> None:
    Plan.of(ada).update(target_on=timezone.localdate() + dt.timedelta(days=70), minutes_a_week=330)
    html = tap("/plan/target/", {"way": "fewer"}, "/plan/").content.decode()
    assert list(SkillState.of(ada).values_list("skill__key", "state")) == [("pandas", "skipped")]
    assert as_ada.get("/plan/").context["page"].target.feasible
    tap("/plan/left-out/", {"undo": html.split('name="undo" value="')[1].split('"')[0]}, "/plan/")
    assert SkillState.of(ada).count() == 0


def test_both_ways_together_are_undone_together(ada: User, tap) -> None:
    Plan.of(ada).update(target_on=timezone.localdate() + dt.timedelta(days=35), minutes_a_week=300)
    html = tap("/plan/target/", {"way": "both"}, "/plan/").content.decode()
    assert (Plan.of(ada).get().minutes_a_week > 300, SkillState.of(ada).count()) == (True, 1)
    value = {name: html.split(f'name="{name}" value="')[1].split('"')[0] for name in ("undo", "ticket")}
    tap("/plan/left-out/", value, "/plan/")
    assert (Plan.of(ada).get().minutes_a_week, SkillState.of(ada).count()) == (300, 0)


def test_the_date_can_be_dropped(ada: User, tap) -> None:
    Plan.of(ada).update(target_on=timezone.localdate() + dt.timedelta(days=35))
    tap("/plan/target/", {"way": "none"}, "/plan/")
    assert Plan.of(ada).get().target_on is None


@pytest.mark.parametrize("way", ["", "fly", "hours"])
def test_a_way_that_leads_nowhere_changes_nothing(ada: User, tap, way: str) -> None:
    before = Plan.of(ada).values().get()
    assert tap("/plan/target/", {"way": way}, "/plan/").status_code in (200, 422)
    assert Plan.of(ada).values().get() == before
