"""The administration's first screen."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from careers.models import CatalogueEntry, Resource, Skill
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator() -> Client:
    return factories.client_of(factories.with_duty("curator@example.org"))


@pytest.fixture
def python() -> Skill:
    return factories.skill("python", factories.stage())


def resource(python: Skill, key: str, **fields: object) -> Resource:
    row = Resource.objects.create(
        guide=factories.guide(), key=key, title=key.title(), url=f"https://example.org/{key}",
        **({"kind": "book", "cost": "free", "level": "core", "description": "d"} | fields),
    )  # fmt: skip
    row.skill_resources.create(skill=python, order=1)
    return row


def test_a_thin_skill_says_what_it_lacks(curator: Client, python: Skill):
    resource(python, "paid-book", cost="paid")
    resource(python, "old-video", kind="video", retired_at=timezone.now())
    shelf = curator.get("/admin/").context["coverage"].thinnest[0]
    assert (shelf.count, shelf.missing[:4]) == (1, ["nothing free", "no video", "no course", "no practice"])


def test_what_is_past_its_review_date_comes_oldest_first(curator: Client, python: Skill):
    today = timezone.localdate()
    resource(python, "old", review_by=today - dt.timedelta(days=9))
    resource(python, "due-today", review_by=today)
    Skill.objects.update(review_by=today - dt.timedelta(days=12))
    found = curator.get("/admin/").context["late"]
    assert [(entry.kind, entry.row.key, entry.days) for entry in found] == [
        ("skill", "python", 12),
        ("resource", "old", 9),
    ]


def conflict() -> CatalogueEntry:
    return CatalogueEntry.objects.create(kind="skill", key="python", loaded={"hours": 10}, conflicts={"hours": 16})


def test_a_conflict_is_settled_from_the_desk(curator: Client, python: Skill):
    entry = conflict()
    page = curator.post(
        f"/admin/conflicts/{entry.pk}/",
        {"field": "hours", "side": "text", "seen": "16", "why": "remeasured"},
        follow=True,
    )
    assert (Skill.objects.get().hours, "Settled: the text’s value is taken." in page.text) == (16, True)
    assert "curator@example.org: “remeasured”" in page.text


@pytest.mark.parametrize("side", [{}, {"side": "both", "seen": "16"}, {"side": "text", "seen": "{"}])
def test_a_conflict_that_is_another_one_by_now_is_told(curator: Client, python: Skill, side: dict[str, str]):
    page = curator.post(f"/admin/conflicts/{conflict().pk}/", {"field": "hours"} | side, follow=True)
    assert "Nothing was changed; look again." in page.text
    assert CatalogueEntry.objects.get().conflicts == {"hours": 16}


def test_a_moderator_sees_nothing_of_the_catalogue(python: Skill):
    moderator = factories.client_of(factories.with_duty("moderator@example.org", "moderator"))
    page = moderator.get("/admin/", follow=True)
    assert (page.status_code, "coverage" in page.context) == (200, False)
    assert moderator.post(f"/admin/conflicts/{conflict().pk}/").status_code == 403


@pytest.mark.parametrize("number", [1, 9])
def test_the_desk_has_a_constant_number_of_queries(
    curator: Client, python: Skill, django_assert_num_queries: DjangoAssertNumQueries, number: int
):
    for n in range(number):
        resource(python, f"book-{n}", review_by="2026-01-01")
        CatalogueEntry.objects.create(kind="resource", key=f"book-{n}", loaded={}, conflicts={"title": "x"})
    curator.get("/admin/")  # reads the catalogue
    with django_assert_num_queries(QUERIES):
        curator.get("/admin/")


QUERIES = 46
"""Most of them read each kind of the catalogue and its relations once, for what differs from the text."""


@pytest.mark.parametrize("seen", ['["gone"]', "[" * 100_000])
def test_a_value_that_does_not_fit_is_told(curator: Client, python: Skill, seen: str):
    at_odds = CatalogueEntry.objects.create(
        kind="skill", key="python", loaded={}, conflicts={"prerequisites": ["gone"]}
    )
    said = {"side": "text", "field": "prerequisites", "seen": seen}
    page = curator.post(reverse("admin:settle", args=[at_odds.pk]), said, follow=True)
    assert "Nothing was changed" in page.text
