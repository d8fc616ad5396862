"""The pages of the catalogue's history."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from careers.models import Skill
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator() -> Client:
    return factories.client_of(factories.with_duty("curator@example.org"))


@pytest.fixture
def python() -> Skill:
    return factories.skill("python", factories.stage())


def retire(curator: Client, python: Skill, why: str = "") -> None:
    data = {"action": "retire", "_selected_action": str(python.pk), "why": why}
    curator.post(reverse("admin:careers_skill_changelist"), data)


def test_an_act_of_the_administration_says_who_and_why(curator: Client, python: Skill):
    retire(curator, python, "taught by nobody")
    page = curator.get("/admin/history/")
    assert "curator@example.org: “taught by nobody”" in page.text


def test_an_act_opens(curator: Client, python: Skill):
    retire(curator, python)
    act = curator.get("/admin/history/").context["acts"][0]
    page = curator.get("/admin/history/act/", {"at": act.at.isoformat(), "context": str(act.context or "")})
    assert [change.noun for change in page.context["changes"]] != []


def test_the_history_of_an_entry_is_the_admins_too(curator: Client, python: Skill):
    address = reverse("admin:careers_skill_history", args=[python.pk])
    page = curator.get(address, follow=True)
    assert page.redirect_chain == [("/admin/history/skill/python/", 302)]
    assert "<h1>Python</h1>" in page.text


@pytest.mark.parametrize(
    "address",
    [
        "/admin/history/?before=yesterday",
        "/admin/history/act/",
        "/admin/history/act/?at=2026-01-01T00:00:00Z&context=x",
        "/admin/history/act/?at=2026-01-01T00:00:00Z",
        "/admin/history/user/ada/",
        "/admin/history/skill/unknown/",
    ],
)
def test_what_is_no_act_is_not_found(curator: Client, address: str):
    assert curator.get(address).status_code == 404


def test_a_moderator_sees_none_of_it(python: Skill):
    moderator = factories.client_of(factories.with_duty("moderator@example.org", "moderator"))
    assert moderator.get("/admin/history/").status_code == 403


@pytest.mark.parametrize("number", [1, 9])
def test_the_page_has_a_constant_number_of_queries(
    curator: Client, django_assert_num_queries: DjangoAssertNumQueries, number: int
):
    stage = factories.stage()
    for n in range(number):
        factories.skill(f"skill-{n}", stage)
    curator.get("/admin/history/")  # reads the catalogue
    with django_assert_num_queries(7):
        curator.get("/admin/history/")
