import datetime as dt

import pytest

from careers.acts.mark import mark
from careers.acts.show_forecast import show_forecast
from careers.acts.start_plan import start_plan
from careers.figures.standing import standing_of
from careers.models import Camp, CampSkill, ForecastShown, User
from tests import factories

TODAY = dt.date(2026, 11, 24)


@pytest.fixture
def skill(ada: User) -> int:
    """The only one of the only camp, ten hours at ten hours a week."""
    role = factories.role()
    skill = factories.skill("python", factories.stage(), hours=10)
    factories.need(role, skill)
    camp = Camp.objects.create(
        guide=factories.guide(), key="summit", order=1, title="Summit", short_title="Summit", possible="p"
    )
    CampSkill.objects.create(camp=camp, skill=skill)
    start_plan(ada, role.pk, factories.background().pk)
    return skill.pk


def show(user: User, today: dt.date = TODAY) -> None:
    show_forecast(user, standing_of(user), today)


def kept(user: User) -> list[tuple[dt.date, str, dt.date, int, int]]:
    rows = ForecastShown.of(user).order_by("day")
    return [(row.day, row.goal, row.likely, row.minutes_left, row.minutes_a_week) for row in rows]


def test_a_forecast_is_kept_with_its_day(ada: User, skill: int) -> None:
    show(ada)
    show(ada, TODAY + dt.timedelta(days=1))
    assert kept(ada) == [
        (TODAY, "summit", TODAY + dt.timedelta(days=7), 600, 600),
        (TODAY + dt.timedelta(days=1), "summit", TODAY + dt.timedelta(days=8), 600, 600),
    ]


def test_shown_again_it_writes_nothing(ada: User, skill: int, django_assert_num_queries) -> None:
    show(ada)
    standing = standing_of(ada)
    with django_assert_num_queries(2):
        show_forecast(ada, standing, TODAY)


def test_the_last_word_of_a_day_is_kept(ada: User, skill: int) -> None:
    show(ada)
    mark(ada, skill, "learning")
    ada.plan.minutes_a_week = 300
    ada.plan.save()
    show(ada)
    assert kept(ada) == [(TODAY, "summit", TODAY + dt.timedelta(days=14), 600, 300)]


def test_a_reached_camp_is_no_forecast(ada: User, skill: int) -> None:
    mark(ada, skill, "done")
    show(ada)
    assert kept(ada) == []


def test_everybody_has_their_own(ada: User, grace: User, skill: int) -> None:
    show(ada)
    show(grace)
    assert [ForecastShown.of(user).count() for user in (ada, grace)] == [1, 1]
