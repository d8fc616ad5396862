"""Where an act leads back to, whatever a browser says of the page that it came from."""

import pytest
from django.test import Client

from careers.models import Skill

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "home",
        "admin:index",
        "0001-01-01T00:00",
        "roadmap/",
        "//evil.example/",
        "/\\evil.example/",
        "https://evil.example/",
    ],
)
def test_an_act_leads_back_to_addresses_of_ours_alone(as_ada: Client, address: str):
    assert as_ada.post("/undo/", {"ticket": "", "next": address})["Location"] == "/today/"


def test_an_act_leads_back_to_the_page_that_the_form_names(as_ada: Client):
    assert as_ada.post("/undo/", {"ticket": "", "next": "/roadmap/?show=done"})["Location"] == "/roadmap/?show=done"


@pytest.mark.parametrize("address", ["http://[", "http://testserver//[", "http://evil.example/roadmap/", "nonsense"])
def test_a_page_that_cannot_be_read_is_no_page(as_ada: Client, skills: dict[str, Skill], plan: None, address: str):
    htmx = {"HX-Request": "true", "HX-Current-URL": address}
    for path, said in (("/skills/numpy/status/", {"status": "done"}), ("/plan/skills/numpy/place/", {"to": "pin"})):
        assert as_ada.post(path, said, headers=htmx).status_code < 500
