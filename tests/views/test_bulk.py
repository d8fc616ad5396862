"""The catalogue out and in as files, by a curator at the desk."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from careers.models import CHANGES, Resource, Skill
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator() -> Client:
    return factories.client_of(factories.with_duty("curator@example.org"))


@pytest.fixture(autouse=True)
def book() -> Resource:
    return factories.resource("book", factories.skill("python", factories.stage()), kind="book")


def bring(curator: Client, content: bytes | str, name: str = "x.csv", kind: str = "resource") -> Any:
    content = content.encode() if isinstance(content, str) else content
    return curator.post("/admin/bulk/", {"kind": kind, "file": SimpleUploadedFile(name, content)})


def confirm(curator: Client, page: Any, **more: str) -> Any:
    return curator.post("/admin/bulk/confirm/", {"carried": page.context["form"].initial["carried"]} | more)


def told(response: Any) -> list[str]:
    return [str(message) for message in response.context["messages"]]


@pytest.mark.parametrize(
    ("name", "kind"), [("csv", "text/csv"), ("json", "application/json"), ("xlsx", "application/vnd")]
)
def test_a_kind_goes_out(curator: Client, name: str, kind: str):
    file = curator.get(f"/admin/bulk/resources.{name}")
    assert file["Content-Type"].startswith(kind)
    assert file["Content-Disposition"] == f'attachment; filename="resources.{name}"'
    assert bring(curator, file.content, f"x.{name}").context["outlook"].unchanged == 1


def test_everything_goes_out_in_one_file(curator: Client):
    file = curator.get("/admin/bulk/everything.xlsx")
    assert bring(curator, file.content, "x.xlsx", "").context["outlook"].unchanged == 4


@pytest.mark.parametrize("path", ["everything.csv", "colours.csv", "resources.pdf"])
def test_what_there_is_no_file_of_is_not_found(curator: Client, path: str):
    assert curator.get(f"/admin/bulk/{path}").status_code == 404


def test_a_difference_is_shown_before_anything_is_written(curator: Client):
    page = bring(curator, "key,hours\nbook,9\n")
    assert "<dt>hours</dt><dd><del>1</del> <ins>9</ins></dd>" in page.text
    assert Resource.objects.get().hours == 1


def test_what_was_shown_is_written_with_who_and_why(curator: Client):
    page = bring(curator, "key,hours\nbook,9\n")
    answer = curator.post(
        "/admin/bulk/confirm/",
        {"carried": page.context["form"].initial["carried"], "why": "remeasured"},
        follow=True,
    )
    change = CHANGES[Resource].objects.select_related("pgh_context").latest("pgh_id")
    assert (change.hours, change.pgh_context.metadata["why"]) == (9, "remeasured")
    assert told(answer) == ["1\N{NO-BREAK SPACE}entry changed. The history keeps what was before."]


def test_what_is_confirmed_twice_is_written_once(curator: Client):
    page = bring(curator, "key,hours\nbook,9\n")
    confirm(curator, page)
    again = confirm(curator, page)
    assert (again.status_code, again.context["outlook"].changes) == (409, ())


def test_a_catalogue_that_moved_is_shown_again(curator: Client):
    page = bring(curator, "key,hours\nbook,9\n")
    Resource.objects.update(hours=4)
    again = confirm(curator, page, why="remeasured")
    assert (again.status_code, Resource.objects.get().hours) == (409, 4)
    assert "<del>4</del> <ins>9</ins>" in again.text
    assert again.context["form"].initial["why"] == "remeasured"
    assert confirm(curator, again).status_code == 302


def test_what_a_moved_catalogue_forbids_is_told(curator: Client):
    page = bring(curator, "key,hours\nbook,9\n")
    Resource.objects.update(key="other-book")
    refused = confirm(curator, page)
    assert (refused.status_code, refused.context["refused"][0]) == (422, "row 2: book: title is missing")


@pytest.mark.parametrize("carried", ["", "nonsense", "a:b:c"])
def test_a_changed_page_is_refused(curator: Client, carried: str):
    assert curator.post("/admin/bulk/confirm/", {"carried": carried}).status_code == 422


def test_a_wrong_file_is_refused_in_words_and_says_the_row(curator: Client):
    page = bring(curator, "key,hours,cost\nbook,ten,cheap\n")
    assert page.status_code == 422
    assert page.context["form"].non_field_errors() == [
        "row 2: book: cost: 'cheap' is none of free, freemium, paid",
        "row 2: book: hours: 'ten' is not a whole number",
    ]


def test_of_many_problems_the_first_are_told(curator: Client):
    page = bring(curator, "key\n" + "?\n" * 60)
    assert (len(told := page.context["form"].non_field_errors()), told[-1]) == (51, "And 370 more.")


@pytest.mark.parametrize("data", [{}, {"kind": "colour"}, {"file": "text"}])
def test_a_form_without_a_file_is_given_back(curator: Client, data: dict[str, str]):
    assert curator.post("/admin/bulk/", data).status_code == 422


def test_a_file_that_is_too_large_is_refused(curator: Client):
    page = bring(curator, b"x" * (8 * 1024**2 + 1))
    assert page.context["form"].errors["file"] == ["The file is larger than 8 MB: split it."]


@pytest.mark.parametrize("number", [1, 20])
def test_queries_do_not_grow_with_the_rows(
    curator: Client, django_assert_num_queries: DjangoAssertNumQueries, number: int
):
    for n in range(number):
        factories.resource(f"book-{n}", Skill.objects.get())
    file = "key,hours\n" + "".join(f"book-{n},9\n" for n in range(number))
    curator.get("/admin/bulk/")
    with django_assert_num_queries(QUERIES):
        page = bring(curator, file)
    with django_assert_num_queries(WRITING):
        confirm(curator, page)


QUERIES, WRITING = 36, 52
"""Each kind of the catalogue and its relations are read once; writing reads them anew."""
