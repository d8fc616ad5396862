"""News of the catalogue: what the triggers write, and what a person hears of it."""

import datetime as dt

import pytest
from django.utils import timezone

from careers.figures.news import Item, together
from careers.models import CatalogueNews, Outcome, Resource, Skill
from tests import factories

AT = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)


@pytest.fixture
def skill(db: None) -> Skill:
    """Long known."""
    skill = factories.skill("python", factories.stage(), outcomes=1)
    CatalogueNews.objects.update(at=AT)
    return skill


@pytest.fixture
def book(db: None) -> Resource:
    """Long known."""
    book = Resource.objects.create(
        guide=factories.guide(),
        key="book",
        title="A Book",
        url="https://example.org/",
        kind="book",
        cost="free",
        level="core",
        description="d",
    )
    CatalogueNews.objects.update(at=AT)
    return book


def told() -> list[str]:
    return list(CatalogueNews.objects.exclude(at=AT).values_list("what", flat=True))


def test_a_skill_comes_with_its_outcomes_as_one(db: None):
    factories.skill("python", factories.stage())
    assert told() == ["new"]


@pytest.mark.parametrize("change", [{"title": "Py"}, {"hours": 12}, {"description": "more"}, {"level": "advanced"}])
def test_a_skill_changes(skill: Skill, change: dict[str, object]):
    Skill.objects.update(**change)
    assert told() == ["changed"]


@pytest.mark.parametrize("change", [{"order": 7}, {"why": "w2"}, {"aliases": ["py"]}, {"title": "Python"}])
def test_what_no_learner_sees_is_no_news(skill: Skill, change: dict[str, object]):
    Skill.objects.update(**change)
    assert told() == []


def test_an_outcome_changes_its_skill(skill: Skill):
    Outcome.objects.update(text="show more")
    assert told() == ["changed"]


def test_what_is_retired_is_said_to_be_so(skill: Skill):
    Skill.objects.update(title="Py")
    Skill.objects.update(retired_at=timezone.now())
    assert told() == ["retired"]


def test_what_comes_back_is_new(book: Resource):
    Resource.objects.update(retired_at=timezone.now())
    CatalogueNews.objects.exclude(at=AT).delete()
    Resource.objects.update(retired_at=None)
    assert told() == ["new"]


def test_a_resource_moves_to_another_address(book: Resource):
    Resource.objects.update(url="https://example.org/2")
    assert told() == ["changed"]


@pytest.mark.parametrize(
    ("happened", "told"),
    [
        (["changed", "changed"], ["changed"]),
        (["new", "changed"], ["new"]),
        (["changed", "retired"], ["retired"]),
        (["new", "retired"], []),
        (["new", "retired", "new"], ["new"]),
    ],
)
def test_one_thing_is_told_once(happened: list[str], told: list[str]):
    items = [Item(what, AT, 1, None, "t", "/", frozenset({1})) for what in happened]
    assert [item.what for item in together(items)] == told
