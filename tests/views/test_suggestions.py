"""Members tell the curators, and hear what became of it."""

import uuid
from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from careers.models import Report, Resource, ResourceState, Skill, Suggestion, User, Wish
from tests import factories

pytestmark = pytest.mark.django_db

NEW = "/suggestions/new/"


def said(**fields: str) -> dict[str, str]:
    told = {"url": "HTTPS://Example.org/New?utm_source=x", "title": "New", "kind": "video", "cost": "free"}
    return {"key": str(uuid.uuid4()), **told, "skill1": "python", "why": "It shows every step.", **fields}


def test_a_suggestion_is_kept_in_its_plain_spelling(as_ada: Client, skills: dict[str, Skill]):
    page = as_ada.post(NEW, said(skill2="numpy"), follow=True)
    row = Suggestion.objects.get()
    meant = [one.skill.key for one in row.skills.all()]
    assert (row.url, meant) == ("https://example.org/New", ["python", "numpy"])
    assert "Suggested: New. A curator looks at it." in page.text


def test_the_same_form_twice_is_one_suggestion(as_ada: Client, skills: dict[str, Skill]):
    told = said()
    assert [as_ada.post(NEW, told).status_code for _ in range(2)] == [302, 302]
    assert Suggestion.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"url": "javascript:alert(1)"},
        {"url": "https://example.org:99999/"},
        {"url": ""},
        {"title": "a\0b"},
        {"kind": "spell"},
        {"skill1": "no-such"},
        {"why": "x" * 601},
        {"url": "http://www.example.org/book/"},
    ],
)
def test_what_does_not_fit_comes_back_with_its_words(wrong: dict[str, str], as_ada: Client, book: Resource):
    page = as_ada.post(NEW, said(**wrong))
    assert (page.status_code, "It shows every step." in page.text or "why" in wrong) == (422, True)
    assert Suggestion.objects.count() == 0


def test_somebody_who_suggested_it_before_is_told(as_ada: Client, ada: User, skills: dict[str, Skill]):
    decided = {"state": "rejected", "reason": "r", "decided_at": "2026-11-01T00:00Z"}
    factories.suggestion(ada, url="https://example.org/New", **decided)
    page = as_ada.post(NEW, said())
    assert (page.status_code, "You have suggested this address before." in page.text) == (422, True)


def test_so_many_in_a_day_and_no_more(as_ada: Client, skills: dict[str, Skill], settings: Settings):
    settings.SUGGESTIONS_A_DAY = 1
    answers = [as_ada.post(NEW, said(url=f"https://example.org/{n}")).status_code for n in range(2)]
    assert (answers, Suggestion.objects.count()) == ([302, 422], 1)


def test_what_is_there_shows_while_typing(tap: Callable[..., HttpResponse], as_ada: Client, book: Resource):
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{NEW}"}
    there = as_ada.get(NEW, {"url": "http://example.org/book#x", "title": ""}, headers=headers)
    assert ("The catalogue has this address" in there.text, "<form" in there.text) == (True, False)
    alike = as_ada.get(NEW, {"url": "htt", "title": "The book, a"}, headers=headers)
    assert alike.status_code == 200


def test_a_suggestion_is_withdrawn_and_brought_back(as_ada: Client, ada: User, skills: dict[str, Skill]):
    row = factories.suggestion(ada)
    page = as_ada.post(reverse("suggestions:withdraw", args=[row.pk]), follow=True)
    row.refresh_from_db()
    assert (row.state, "Undo" in page.text) == ("withdrawn", True)


def test_a_resource_is_reported_once(as_ada: Client, book: Resource):
    address = reverse("resources:report", args=[book.key])
    told = [{"key": str(uuid.uuid4()), "what": "broken", "next": "/skills/python/"} for _ in range(2)]
    answers = [as_ada.post(address, one) for one in told]
    assert [answer.status_code for answer in answers] == [302, 422]
    assert (answers[0]["Location"], Report.objects.count()) == ("/skills/python/", 1)


def test_something_else_needs_words(as_ada: Client, book: Resource):
    address = reverse("resources:report", args=[book.key])
    page = as_ada.post(address, {"key": str(uuid.uuid4()), "what": "other", "words": ""})
    assert (page.status_code, "Say in a few words what it is." in page.text) == (422, True)


def test_a_wish_is_one_tap(tap: Callable[..., HttpResponse], skills: dict[str, Skill]):
    for _ in range(2):
        page = tap("/skills/python/wishes/", {"what": "free"}, "/skills/python/")
    assert ('aria-pressed="true"' in page.text, Wish.objects.count()) == (True, 1)
    refused = tap("/skills/python/wishes/", {"what": "other", "words": ""}, "/skills/python/")
    assert (refused.status_code, Wish.objects.count()) == (422, 1)


def test_votes_are_told_in_words_from_five_on(as_ada: Client, book: Resource):
    for number in range(5):
        assert "found it helpful" not in as_ada.get("/skills/python/").text
        voter = factories.member(f"voter{number}@example.org")
        ResourceState.objects.create(user=voter, resource=book, state="finished", helpful=number > 0)
    assert "4 of 5 found it helpful" in as_ada.get("/skills/python/").text
