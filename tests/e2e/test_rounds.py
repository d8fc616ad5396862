"""From a planned round to what comes of it: by mouse, on a phone, and without JavaScript."""

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from careers.figures.catalogue import Catalogue
from careers.models import Application, InterviewStage, PlanChoice, Round, RoundQuestion, RoundTask, User
from tests import factories
from tests.e2e import hands
from tests.e2e.conftest import PHONE, Opener


@pytest.fixture
def application(ada: User) -> Application:
    return factories.application(ada, role="ML engineer")


@pytest.fixture
def planned(ada: User, application: Application, content: Catalogue) -> Round:
    stage = InterviewStage.objects.get(key="coding-interview")
    starts = timezone.now() + dt.timedelta(days=5)
    return factories.round_of(ada, application=application, interview_stage=stage, starts_at=starts, minutes=45)


def plan(page: Page, application: Application) -> None:
    """From the application's page, on the clock of St. John's."""
    page.goto(application.get_absolute_url())
    hands.press(page.get_by_role("link", name="Plan a round"))
    page.get_by_label("Kind of interview").select_option("Coding interview")
    page.get_by_label("Day", exact=True).fill(str(timezone.localdate() + dt.timedelta(days=5)))
    page.get_by_label("Time", exact=True).fill("14:00")
    page.get_by_label("Their time zone").fill("America/St_Johns")
    hands.press(page.get_by_role("button", name="Plan it"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Coding interview")


def test_a_round_is_planned_prepared_held_and_learned_from(
    browse: Opener, ada: User, application: Application, content: Catalogue
):
    page = browse(ada)
    plan(page, application)
    expect(page.locator(".page-head__lead")).to_contain_text("in St Johns")

    first = page.locator("#list-prepare .check input[type=checkbox]").first
    first.check()
    expect(page.locator("#count-prepare")).to_contain_text("1 of")
    expect(first).to_be_checked()
    expect(first).to_be_focused()
    page.get_by_label("A question to ask").fill("How do you test?")
    page.keyboard.press("Enter")
    expect(page.locator("#list-ask label", has_text="How do you test?")).to_be_visible()
    assert RoundTask.of(ada).count() == 2

    page.get_by_role("link", name="Start notes").click()
    page.get_by_role("textbox", name="The question").fill("Merge two lists")
    page.get_by_label("How my answer was").select_option("1")
    page.get_by_label("Skill", exact=True).fill("sql")
    page.get_by_role("button", name="Write it down").click()
    expect(page.locator(".round-asked li")).to_have_count(1)
    expect(page.get_by_role("textbox", name="The question")).to_have_value("")
    expect(page.locator("#back")).to_be_visible()

    page.get_by_role("button", name="Put them on my plan").click()
    expect(page.locator("#back")).to_contain_text("On your plan from here")
    assert PlanChoice.of(ada).get().because == "the round “Coding interview” at Tern Logistics"


def test_a_deleted_round_comes_back_from_the_toast(browse: Opener, ada: User, planned: Round):
    page = browse(ada)
    page.goto(f"{planned.get_absolute_url()}edit/")
    page.get_by_role("button", name="Delete this round").click()
    hands.toast(page).get_by_role("button", name="Undo").click()
    expect(page).to_have_url(planned.get_absolute_url())


def test_removing_a_line_leaves_the_focus_in_its_list(browse: Opener, ada: User, planned: Round):
    page = browse(ada)
    page.goto(planned.get_absolute_url())
    for question in ("How do you test?", "Who reviews?"):
        page.get_by_label("A question to ask").fill(question)
        page.keyboard.press("Enter")
        expect(page.locator("#list-ask label", has_text=question)).to_be_visible()
        expect(page.get_by_label("A question to ask")).to_be_focused()
    page.get_by_role("button", name="Remove: How do you test?").press("Enter")
    expect(page.get_by_role("button", name="Remove: Who reviews?")).to_be_focused()


def test_on_a_phone_a_round_is_prepared_with_the_thumb(browse: Opener, ada: User, planned: Round):
    page = browse(ada, **PHONE)
    page.goto(planned.get_absolute_url())
    hands.press(page.locator("#eve > summary"))
    box = page.locator("#list-day_before input[type=checkbox]").first
    box.tap()
    expect(page.locator("#count-day_before")).to_contain_text("1 of")
    assert RoundTask.of(ada).get().list == "day_before"
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_without_javascript_everything_is_a_form(
    browse: Opener, ada: User, application: Application, content: Catalogue
):
    page = browse(ada, java_script_enabled=False, **PHONE)
    plan(page, application)
    line = page.locator("#list-prepare .check").first
    line.locator("input[type=checkbox]").check()
    line.get_by_role("button", name="Save").click()
    expect(page.locator("#count-prepare")).to_contain_text("1 of")
    page.get_by_role("link", name="Start notes").click()
    page.get_by_role("textbox", name="The question").fill("Merge two lists")
    page.get_by_role("button", name="Write it down").click()
    expect(page.locator(".round-asked li")).to_have_count(1)
    page.get_by_label("2", exact=True).check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#back")).to_be_visible()
    assert (Round.of(ada).get().rating, RoundQuestion.of(ada).count()) == (2, 1)
