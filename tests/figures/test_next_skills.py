"""What comes next follows the choices of the plan."""

import datetime as dt

import pytest
from django.utils import timezone

from careers.acts.choose import bring_forward
from careers.figures.next_skills import next_skills
from careers.figures.standing import standing_of
from careers.models import Plan, PlanChoice, Skill, User
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def plan(ada: User) -> None:
    stage, role = factories.stage(), factories.role()
    factories.need(role, *(factories.skill(key, stage, order=n) for n, key in enumerate(("python", "numpy", "pandas"))))
    Plan.objects.create(user=ada, role=role, background=factories.background())


def first(user: User) -> tuple[str, str]:
    entry = next_skills(standing_of(user))[0]
    return entry.skill.key, entry.reason


def choose(user: User, key: str, kind: str, **fields: object) -> None:
    PlanChoice.objects.create(user=user, skill=Skill.objects.get(key=key), kind=kind, **fields)


def last_of(user: User) -> str:
    return next_skills(standing_of(user))[-1].skill.key


def test_a_pin_to_this_week_comes_first(ada: User):
    key = last_of(ada)
    today = timezone.now().date()
    choose(ada, key, "pinned", week=today - dt.timedelta(days=today.weekday()))
    assert first(ada)[0] == key
    assert first(ada)[1].startswith("You put it in front on your plan")


def test_a_pin_to_another_week_waits(ada: User):
    before = first(ada)
    monday = timezone.now().date() - dt.timedelta(days=timezone.now().weekday())
    choose(ada, last_of(ada), "pinned", week=monday + dt.timedelta(days=7))
    assert first(ada) == before


def test_what_was_brought_forward_comes_first(ada: User):
    skill = Skill.objects.get(key=last_of(ada))
    bring_forward(ada, [skill.pk], "the coding round at Tern")
    assert first(ada)[0] == skill.key


def test_what_is_postponed_comes_last(ada: User):
    key = first(ada)[0]
    choose(ada, key, "postponed", until=timezone.now().date() + dt.timedelta(days=30))
    assert last_of(ada) == key


def test_a_postponement_ends(ada: User):
    before = first(ada)
    choose(ada, before[0], "postponed", until=timezone.now().date())
    assert first(ada) == before
