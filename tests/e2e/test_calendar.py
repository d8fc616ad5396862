"""The forecast on the plan, and the calendar's secret address, at a keyboard, with a thumb and without script."""

import re

import pytest
from playwright.sync_api import Page, expect

from careers.acts.start_plan import start_plan
from careers.figures.catalogue import Catalogue
from careers.models import CalendarFeed, User
from tests.e2e import hands
from tests.e2e.conftest import PHONE, Opener
from tests.e2e.hands import press
from tests.e2e.test_access import check


@pytest.fixture
def learner(ada: User, content: Catalogue) -> User:
    start_plan(ada, content.roles[0].id, content.backgrounds[0].id)
    return ada


def make_an_address(page: Page) -> str:
    page.goto("/plan/")
    press(page.get_by_role("link", name="Calendar feed"))
    page.get_by_label("Study begins at").fill("06:45")
    page.get_by_label("Reminder").select_option("10")
    press(page.get_by_role("button", name="Save and make an address"))
    expect(page.get_by_role("heading", name="Your secret address")).to_be_visible()
    return page.get_by_label("Subscribe to this in your calendar program").input_value()


def status(page: Page, address: str) -> int:
    return page.request.get(re.sub(r"^https?://[^/]+", "", address)).status


def test_plan_and_calendar_are_for_every_eye(browse: Opener, learner: User) -> None:
    page = browse(learner)
    page.goto("/plan/")
    check(page)
    make_an_address(page)
    check(page)


@pytest.mark.parametrize("options", [{}, PHONE], ids=["desktop", "phone"])
def test_the_plan_tells_both_dates_and_draws_the_way(browse: Opener, learner: User, options: dict[str, object]) -> None:
    page = browse(learner, **options)
    page.goto("/plan/")
    expect(page.locator(".next-camp__dates")).to_contain_text("likely; by")
    expect(page.get_by_role("img", name=re.compile("The way in time since"))).to_be_visible()
    expect(page.locator(".camps__camp--next .camps__date")).to_contain_text("likely")


def test_the_chart_of_today_has_a_table(browse: Opener, learner: User) -> None:
    page = browse(learner)
    page.goto("/today/")
    forecast = page.locator("section").filter(has=page.get_by_role("heading", name="Forecast"))
    forecast.get_by_text("The same as a table").press("Enter")
    expect(forecast.get_by_role("row").filter(has_text="Summit")).to_be_visible()


def test_an_address_is_made_copied_replaced_and_brought_back(browse: Opener, learner: User) -> None:
    page = browse(learner, permissions=["clipboard-read", "clipboard-write"])
    address = make_an_address(page)
    assert status(page, address) == 200
    copy = page.locator("button[data-copy]")
    press(copy)
    expect(copy).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == address
    press(page.get_by_role("button", name="Close the address"))
    expect(page.get_by_role("heading", name="No address yet")).to_be_visible()
    assert status(page, address) == 404
    press(hands.toast(page).get_by_role("button", name="Undo"))
    expect(page.get_by_label("Subscribe to this in your calendar program")).to_have_value(address)
    assert status(page, address) == 200


def test_the_same_without_javascript(browse: Opener, learner: User) -> None:
    page = browse(learner, java_script_enabled=False)
    address = make_an_address(page)
    expect(page.locator("button[data-copy]")).to_be_hidden()
    press(page.get_by_role("button", name="Take a new address"))
    expect(page.get_by_label("Subscribe to this in your calendar program")).not_to_have_value(address)
    assert (status(page, address), CalendarFeed.of(learner).get().alarm_minutes) == (404, 10)
