"""A curator decides what members told."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from careers.models import Report, Resource, ResourceState, Skill, Suggestion, User, Wish
from tests import factories

pytestmark = pytest.mark.django_db

QUEUE = "/admin/queue/"


@pytest.fixture
def curator() -> Client:
    return factories.client_of(factories.with_duty("curator@example.org"))


def test_the_queue_is_for_curators(curator: Client, as_ada: Client, skills: dict[str, Skill]):
    moderator = factories.client_of(factories.with_duty("moderator@example.org", "moderator"))
    assert [client.get(QUEUE).status_code for client in (curator, moderator, as_ada)] == [200, 403, 302]


def test_nobody_reads_whose_it_is(curator: Client, ada: User, skills: dict[str, Skill]):
    factories.suggestion(ada, skills["python"])
    factories.report(ada)
    pages = [curator.get(QUEUE), curator.get("/admin/")]
    assert [("Something new" in page.text, "ada@" in page.text) for page in pages] == [(True, False)] * 2


def test_accepted_as_suggested_and_on_to_the_next(curator: Client, ada: User, skills: dict[str, Skill]):
    row, other = factories.suggestion(ada, skills["python"]), factories.suggestion(ada, url="https://example.org/2")
    address = reverse("admin:queue_accept", args=[row.pk])
    answer = curator.post(address, {"after": f"suggestion-{other.pk}"})
    assert answer["Location"] == reverse("admin:queue_suggestion", args=[other.pk])
    made = Resource.objects.get()
    assert (made.title, made.level, made.description, made.hours) == ("Something new", "core", row.why, None)
    assert curator.post(address, follow=True).text.count("Nothing was changed") == 1


def test_edited_and_accepted(curator: Client, ada: User, skills: dict[str, Skill]):
    row = factories.suggestion(ada, skills["python"])
    address = reverse("admin:queue_accept", args=[row.pk])
    edited = {"title": "Better", "url": "https://example.org/better?ref=x", "description": "d", "kind": "course"}
    edited |= {"cost": "paid", "level": "core", "authors": "A, B\nC", "hours": "3", "skill1": "numpy"}
    assert curator.post(address, edited).status_code == 422  # hours need a basis
    assert curator.post(address, edited | {"hours_basis": "stated"}).status_code == 302
    made = Resource.objects.get()
    assert (made.url, made.authors, made.skills.get().key) == ("https://example.org/better", ["A, B", "C"], "numpy")


def test_rejecting_needs_a_reason(curator: Client, ada: User, as_ada: Client, skills: dict[str, Skill]):
    row = factories.suggestion(ada, skills["python"])
    address = reverse("admin:queue_reject", args=[row.pk])
    assert curator.post(address, {"reason": ""}).status_code == 422
    assert curator.post(address, {"reason": "It is gone."}).status_code == 302
    assert "It is gone." in as_ada.get("/suggestions/").text


def test_a_duplicate_is_found_by_a_part_of_its_name(curator: Client, ada: User, book: Resource):
    row = factories.suggestion(ada)
    address = reverse("admin:queue_duplicate", args=[row.pk])
    assert curator.post(address, {"of": "nothing of the kind"}).status_code == 422
    assert curator.post(address, {"of": "a boo"}).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.resource) == ("duplicate", book)


def test_a_report_is_answered(curator: Client, ada: User, as_ada: Client, book: Resource):
    factories.report(ada, book)
    address = reverse("admin:queue_answer", args=[book.pk])
    assert curator.post(address, {"outcome": "kept", "words": ""}).status_code == 422
    assert curator.post(address, {"outcome": "fixed", "words": "New address."}).status_code == 302
    assert "Mended" in as_ada.get("/suggestions/").text


def test_in_bulk_what_does_not_fit_is_left(curator: Client, ada: User, book: Resource):
    fits = factories.suggestion(ada, Skill.objects.get(key="python"))
    listed = factories.suggestion(ada, url=book.url)
    items = [f"suggestion-{fits.pk}", f"suggestion-{listed.pk}", f"report-{book.pk}", "nonsense"]
    page = curator.post(reverse("admin:queue_bulk"), {"act": "accept", "item": items}, follow=True)
    assert ("1\xa0row decided." in page.text, "3\xa0rows left" in page.text) == (True, True)
    assert set(Suggestion.objects.values_list("state", flat=True)) == {"accepted", "waiting"}


def test_the_oldest_and_most_wanted_come_first(curator: Client, ada: User, grace: User, skills: dict[str, Skill]):
    factories.suggestion(ada, title="Old", suggested_at="2026-01-01T00:00Z")
    gone = factories.resource("gone")
    for user in (ada, grace):
        factories.report(user, gone)
    items = curator.get(QUEUE).context["items"]
    assert [item.title for item in items] == ["Old", "Gone"]


def test_the_queries_of_the_queue_do_not_grow(curator: Client, skills: dict[str, Skill]):
    counts = []
    for number in range(3):
        user = factories.member(f"m{number}@example.org")
        factories.suggestion(user, skills["python"], url=f"https://example.org/s{number}")
        factories.report(user)
        curator.get(QUEUE)
        with CaptureQueriesContext(connection) as queries:
            curator.get(QUEUE)
        counts.append(len(queries))
    assert counts == [counts[0]] * 3


def test_wishes_are_counted_from_five_people_on(curator: Client, skills: dict[str, Skill]):
    for number in range(5):
        assert "A video on Python" not in curator.get("/admin/").text
        Wish.objects.create(user=factories.member(f"w{number}@example.org"), skill=skills["python"], what="video")
    assert "A video on Python" in curator.get("/admin/").text


def test_what_helped_few_is_shown(curator: Client, book: Resource):
    for number in range(5):
        voter = factories.member(f"v{number}@example.org")
        ResourceState.objects.create(user=voter, resource=book, state="finished", helpful=number == 0)
    assert "1 of 5 found it helpful" in curator.get("/admin/").text
    assert Report.objects.count() == 0


@pytest.mark.parametrize("ident", ["suggestion-" + "9" * 5000, "suggestion-" + "9" * 20, "resource-1", "report-²"])
def test_a_number_that_no_row_has_is_left(curator: Client, ada: User, ident: str):
    row = factories.suggestion(ada)
    page = curator.post(reverse("admin:queue_bulk"), {"act": "reject", "item": ident, "reason": "No."}, follow=True)
    assert "1\N{NO-BREAK SPACE}row left" in page.text
    answer = curator.post(reverse("admin:queue_reject", args=[row.pk]), {"reason": "No.", "after": ident})
    assert answer.status_code == 302
