"""A member tells the curators; a curator decides by keyboard; the member sees what became of it."""

import re

import pytest
from playwright.sync_api import Page, expect

from careers.figures.catalogue import Catalogue
from careers.models import Decision, Resource, Suggestion, User
from tests import factories
from tests.e2e.conftest import Opener
from tests.e2e.hands import press, toast

TITLE = "The chain rule, drawn step by step"


@pytest.fixture
def curator(site: object) -> User:
    return factories.with_duty("curie@example.org")


@pytest.fixture
def made() -> object:
    """The catalogue stays as it was for the other journeys."""
    yield
    Suggestion.objects.all().delete()
    Decision.objects.all().delete()
    Resource.objects.filter(title=TITLE).delete()


def suggest(page: Page, slug: str) -> None:
    page.goto(f"/skills/{slug}/")
    press(page.get_by_role("link", name="Suggest a resource"))
    page.get_by_label("Address").fill("https://example.org/chain?utm_source=mail")
    page.get_by_label("Name", exact=True).fill(TITLE)
    page.get_by_label("Kind").select_option("video")
    press(page.get_by_label("Free", exact=True))
    page.get_by_label("What it is").fill("It draws every step.")
    press(page.get_by_role("button", name="Suggest it"))
    expect(page).to_have_url("/suggestions/")


def test_a_member_sees_the_accepted_suggestion_on_the_skills_page(
    browse: Opener, ada: User, curator: User, content: Catalogue, made: None
):
    slug = next(iter(content.live)).slug
    page = browse(ada)
    suggest(page, slug)
    expect(page.locator(".told__row .tag")).to_have_text("Waiting")

    desk = browse(curator)
    desk.goto("/admin/queue/")
    expect(desk.get_by_role("link", name=TITLE)).to_be_focused()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("button", name="Accept as suggested")).to_be_focused()
    desk.keyboard.press("r")
    expect(desk.get_by_label("Why not")).to_be_focused()
    desk.keyboard.press("a")  # while typing it is a letter
    expect(desk.get_by_label("Why not")).to_have_value("a")
    desk.get_by_role("button", name="Accept as suggested").focus()
    desk.keyboard.press("a")
    expect(desk).to_have_url(re.compile("/admin/queue/$"))
    expect(toast(desk)).to_contain_text("Accepted")

    page.reload()
    expect(page.locator(".told__row .tag")).to_have_text("In the catalogue")
    page.goto(f"/skills/{slug}/")
    expect(page.get_by_role("link", name=TITLE)).to_be_visible()


def test_without_javascript_a_member_suggests_and_withdraws(browse: Opener, ada: User, content: Catalogue, made: None):
    page = browse(ada, java_script_enabled=False)
    suggest(page, next(iter(content.live)).slug)
    press(page.get_by_role("button", name=f"Withdraw {TITLE}"))
    expect(page.locator(".told__row .tag")).to_have_text("Withdrawn")
    press(page.get_by_role("button", name="Undo"))
    expect(page.locator(".told__row .tag")).to_have_text("Waiting")
