"""A small catalogue: enough for every page, small enough to see through."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client

from careers.acts.start_plan import start_plan
from careers.models import HeadStart, Need, Resource, Skill, SkillResource, User
from tests import factories


@pytest.fixture
def skills(db: None) -> dict[str, Skill]:
    """python (may be skipped), numpy (half, builds on python) and pandas (useful, in the second stage)."""
    first, role, background = factories.stage(), factories.role(), factories.background("engineer-background")
    python = factories.skill("python", first, order=1, hours=40)
    numpy = factories.skill("numpy", first, order=2, hours=20, needs=(python,))
    pandas = factories.skill("pandas", factories.stage("second", 2), order=1, hours=30, needs=(numpy,))
    factories.need(role, python, numpy)
    factories.need(role, pandas, how=Need.USEFUL)
    for skill, action in ((python, "skip"), (numpy, "shorten")):
        HeadStart.objects.create(background=background, skill=skill, action=action, reason=f"You know {skill.key}.")
    return {"python": python, "numpy": numpy, "pandas": pandas}


@pytest.fixture
def plan(ada: User, skills: dict[str, Skill]) -> None:
    role, background = skills["python"].roles.get(), skills["python"].head_starts.get().background
    start_plan(ada, role.pk, background.pk)


@pytest.fixture
def book(skills: dict[str, Skill]) -> Resource:
    book = Resource.objects.create(
        guide=factories.guide(),
        key="book", title="A Book", url="https://example.org/book", kind="book", cost="free", level="core",
        hours=12, hours_basis="estimated", description="What it is.", authors=["B. Author"],
    )  # fmt: skip
    SkillResource.objects.create(skill=skills["python"], resource=book, order=1, part="chapter 1", part_hours=2)
    return book


@pytest.fixture
def tap(as_ada: Client) -> Callable[..., HttpResponse]:
    """POST as htmx does it from a page of ours."""

    def send(url: str, data: dict[str, str], page: str = "/roadmap/", client: Client = as_ada) -> HttpResponse:
        return client.post(url, data, headers={"HX-Request": "true", "HX-Current-URL": f"http://testserver{page}"})

    return send
