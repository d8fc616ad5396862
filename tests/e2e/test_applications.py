"""Applications by mouse, by keyboard, on a phone and without JavaScript."""

import pytest
from playwright.sync_api import Page, expect

from careers.acts.move_application import course_of
from careers.models import Application, User
from tests import factories
from tests.e2e import hands
from tests.e2e.conftest import PHONE, Opener
from tests.e2e.watch import Watch

BOARD = "/applications/"


@pytest.fixture
def application(ada: User) -> Application:
    return factories.application(ada, role="ML engineer", next_action="Send it")


def card(page: Page, application: Application):
    return page.locator(f"#job-{application.pk}")


def column(page: Page, step: str):
    return page.locator(f"[data-column={step}]")


def moved(page: Page, application: Application, step: str) -> None:
    expect(column(page, step).locator(f"#job-{application.pk}")).to_be_visible()
    expect(hands.toast(page)).to_be_visible()


def test_by_mouse_a_card_is_dragged_and_the_toast_brings_it_back(browse: Opener, ada: User, application: Application):
    page = browse(ada)
    page.goto(BOARD)
    card(page, application).locator(".job__firm").drag_to(column(page, "screening"))
    moved(page, application, "screening")
    expect(column(page, "screening").locator(".column__head span")).to_have_text("1")
    assert course_of(application).step == "screening"
    hands.toast(page).get_by_role("button", name="Undo").click()
    moved(page, application, "saved")
    expect(hands.toast(page)).to_have_text("Undone.")
    assert course_of(application).step == "saved"


def test_by_keyboard_the_move_menu_does_the_same_and_keeps_the_focus(
    browse: Opener, ada: User, application: Application
):
    page = browse(ada)
    page.goto(BOARD)
    card(page, application).locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("button", name="Applied")).to_be_focused()
    page.keyboard.press("Enter")
    moved(page, application, "applied")
    expect(card(page, application).locator("summary")).to_be_focused()
    expect(page.locator("#funnel-line li").first).to_have_text("1applied")


def test_a_server_that_does_not_answer_moves_nothing(browse: Opener, ada: User, application: Application, watch: Watch):
    watch.expect("ERR_FAILED", "htmx:")
    page = browse(ada)
    page.goto(BOARD)
    page.route("**/steps/", lambda route: route.abort())
    card(page, application).locator("summary").click()
    card(page, application).get_by_role("button", name="Offer").click()
    expect(card(page, application).get_by_role("alert")).to_contain_text("Not moved")
    assert course_of(application).step == "saved"


def test_on_a_phone_one_is_added_in_a_moment_and_moved_on(browse: Opener, ada: User, application: Application):
    page = browse(ada, **PHONE)
    page.goto(BOARD)
    hands.press(page.get_by_role("link", name="Add an application"))
    page.get_by_label("Company").fill("Tern logistics")
    page.get_by_label("Role").focus()
    expect(page.locator("#before")).to_contain_text("You have been in touch with them")
    hands.press(page.get_by_role("button", name="Add it"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Tern logistics")
    hands.press(page.get_by_text("Move on"))
    hands.press(page.get_by_role("button", name="Applied"))
    expect(page.locator(".walk__step--here b")).to_have_text("Applied")
    assert Application.of(ada).count() == 2


def test_without_javascript_everything_is_reached(browse: Opener, ada: User, application: Application):
    page = browse(ada, java_script_enabled=False)
    page.goto(BOARD)
    card(page, application).locator("summary").click()
    card(page, application).get_by_role("button", name="Interviews").click()
    expect(column(page, "interviews").locator(".job")).to_have_count(1)
    hands.toast(page).get_by_role("button", name="Undo").click()
    expect(column(page, "saved").locator(".job")).to_have_count(1)
    card(page, application).locator("summary").click()
    card(page, application).get_by_role("link", name="Close, and say why").click()
    page.get_by_label("No answer").check()
    page.get_by_role("button", name="Close it").click()
    expect(page.locator("details.closed summary")).to_contain_text("Closed: 1")
    page.goto("/applications/?view=list")
    page.get_by_label("Choose ML engineer at Tern Logistics").check()
    page.get_by_role("button", name="Delete").click()
    hands.toast(page).get_by_role("button", name="Undo").click()
    expect(hands.toast(page)).to_have_text("1 application put back.")
    assert Application.of(ada).there().count() == 1


def test_the_list_filters_while_typing_and_notes_save_themselves(browse: Opener, ada: User, application: Application):
    factories.application(ada, "Vela Robotics")
    page = browse(ada)
    page.goto("/applications/?view=list")
    page.get_by_label("Words").press_sequentially("vela")
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.get_by_label("Words")).to_be_focused()
    page.goto(application.get_absolute_url())
    page.get_by_label("My notes on this application").press_sequentially("ask about *drift*")
    expect(page.locator("#notes-saved")).to_contain_text("Saved")
    expect(page.locator("#notes-shown em")).to_have_text("drift")
