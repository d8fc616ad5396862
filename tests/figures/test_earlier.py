"""Did I apply here before?"""

import pytest

from careers.figures.applications import jobs_of
from careers.figures.earlier import earlier, same_link, same_name
from careers.models import User
from tests import factories


@pytest.mark.parametrize(
    "url",
    [
        "http://www.tern.example/jobs/7/",
        "https://TERN.example/jobs/7?utm_source=x&gh_src=y#apply",
        "https://tern.example/jobs/7?ref=friend",
    ],
)
def test_links_to_one_posting_are_the_same(url: str):
    assert same_link(url) == "tern.example/jobs/7"


def test_links_to_two_postings_are_not():
    assert same_link("https://tern.example/jobs?id=7&b=1") == same_link("http://tern.example/jobs?b=1&id=7")
    assert same_link("https://tern.example/jobs?id=7") != same_link("https://tern.example/jobs?id=8")


@pytest.mark.parametrize("url", ["", "http://[", "jobs/7", "javascript:alert(1)"])
def test_what_is_no_link_is_like_no_other(url: str):
    assert same_link(url) == ""


@pytest.mark.parametrize(
    "name", ["tern logistics", "Tern Logistics GmbH", "TERN LOGISTICS, Inc.", "Tern-Logistics A.B."]
)
def test_spellings_of_one_company_are_the_same(name: str):
    assert same_name(name) == "tern logistics"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("company", "found"),
    [("Tern Logistic", True), ("Tern", False), ("Turn Lodge", False), ("SAP", False), ("", False), ("SAB", True)],
)
def test_names_that_are_nearly_the_same_are_found(company: str, found: bool, ada: User):
    factories.application(ada)
    factories.application(ada, "SAB")
    assert bool(earlier(jobs_of(ada), company, "")) == found


@pytest.mark.django_db
def test_one_posting_is_found_whatever_the_company_is_called(ada: User):
    row = factories.application(ada, url="https://tern.example/jobs/7")
    assert [job.pk for job in earlier(jobs_of(ada), "Agency", "https://www.tern.example/jobs/7/?utm_x=1")] == [row.pk]
