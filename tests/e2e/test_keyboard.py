"""The first way by keyboard alone: nothing here is clicked."""

import pytest
from playwright.sync_api import Locator, Page, expect

from careers.figures.catalogue import Catalogue
from careers.models import User
from tests.e2e import truth
from tests.e2e.conftest import Opener
from tests.e2e.hands import row, settled, tick, toast

FAR = 150


def tab_to(target: Locator, key: str = "Tab") -> None:
    """Press Tab until the focus is there; it must never fall out of the page on the way."""
    page = target.page
    for _ in range(FAR):
        page.keyboard.press(key)
        if target.evaluate("it => it === document.activeElement"):
            return
    raise AssertionError(f"The focus does not reach {target}")


@pytest.fixture
def roadmap(browse: Opener, ada: User) -> Page:
    page = browse(ada)
    page.goto("/roadmap/")
    return page


@pytest.fixture
def slug(content: Catalogue) -> str:
    return content.stages[0].skills[1].slug


def test_from_the_first_page_to_a_mark(page: Page) -> None:
    page.goto("/")
    tab_to(page.get_by_role("link", name="Find your starting point"))
    page.keyboard.press("Enter")
    page.wait_for_url("/plan/start/")
    tab_to(page.locator("input[name=role]").first)
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    tab_to(page.locator("input[name=background]").first)
    page.keyboard.press("Space")
    tab_to(page.get_by_role("button", name="How many evenings?"))
    page.keyboard.press("Enter")
    page.wait_for_url("/plan/start/evenings/")
    tab_to(page.get_by_label("Hours a week"))
    page.keyboard.type("7.5")
    expect(page.locator("#bars")).to_contain_text("7\u00a0h\u00a030:")
    tab_to(page.get_by_role("button", name="What do I know?"))
    page.keyboard.press("Enter")
    page.wait_for_url("/plan/start/skills/")
    tab_to(page.get_by_role("checkbox").nth(1))
    page.keyboard.press("Space")
    tab_to(page.get_by_role("button", name="See my date"))
    page.keyboard.press("Enter")
    page.wait_for_url("/plan/start/date/")
    tab_to(page.get_by_role("button", name="Start with"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Mark done")).to_be_visible()
    guest = User.objects.get()
    assert (guest.plan.role.key, guest.plan.minutes_a_week) == ("mlops-engineer", 450)
    assert sorted(truth.states(guest).values()) == ["learning", "skipped"]


def test_the_skip_link_leads_past_the_bar(roadmap: Page) -> None:
    roadmap.keyboard.press("Tab")
    expect(roadmap.get_by_role("link", name="Skip to the content")).to_be_focused()
    roadmap.keyboard.press("Enter")
    expect(roadmap).to_have_url("/roadmap/#main")
    roadmap.keyboard.press("Tab")
    assert roadmap.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("key", ["Space", "Enter"])
def test_focus_stays_on_a_tick(roadmap: Page, ada: User, slug: str, key: str) -> None:
    tab_to(tick(roadmap, slug))
    for state in ("done", "todo"):
        roadmap.keyboard.press(key)
        settled(roadmap)
        expect(tick(roadmap, slug)).to_be_focused()
        assert truth.state(ada, slug) == state


def test_a_menu_opens_moves_and_gives_the_focus_back(roadmap: Page, slug: str) -> None:
    tab_to(row(roadmap, slug).locator(".more"))
    roadmap.keyboard.press("Enter")
    acts = row(roadmap, slug).locator(".menu__act")
    expect(acts.first).to_be_focused()
    roadmap.keyboard.press("ArrowDown")
    expect(acts.nth(1)).to_be_focused()
    roadmap.keyboard.press("End")
    expect(acts.last).to_be_focused()
    roadmap.keyboard.press("ArrowDown")
    expect(acts.first).to_be_focused()
    roadmap.keyboard.press("Escape")
    expect(acts.first).to_be_hidden()
    expect(row(roadmap, slug).locator("summary")).to_be_focused()


def test_a_row_is_marked_from_its_menu(roadmap: Page, ada: User, slug: str) -> None:
    tab_to(row(roadmap, slug).locator(".more"))
    roadmap.keyboard.press("Enter")
    expect(row(roadmap, slug).locator(".menu__act").first).to_be_focused()
    roadmap.keyboard.press("ArrowDown")
    roadmap.keyboard.press("Enter")
    settled(roadmap)
    expect(tick(roadmap, slug)).to_be_focused()
    assert truth.steps(ada, slug) == ["learning"]


def test_the_undo_of_a_toast_leads_back_to_its_row(roadmap: Page, ada: User, slug: str) -> None:
    tab_to(tick(roadmap, slug))
    roadmap.keyboard.press("Space")
    settled(roadmap)
    tab_to(toast(roadmap).get_by_role("button", name="Undo"), "Shift+Tab")
    roadmap.keyboard.press("Enter")
    expect(toast(roadmap)).to_contain_text(": to do.")
    expect(tick(roadmap, slug)).to_be_focused()
    assert truth.steps(ada, slug) == ["done", "todo"]


def test_focus_stays_in_the_skill_after_a_mark(browse: Opener, ada: User, slug: str) -> None:
    page = browse(ada)
    page.goto(f"/skills/{slug}/")
    tab_to(page.get_by_role("button", name="Start learning"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Mark done")).to_be_visible()
    expect(page.get_by_role("button", name="Mark done")).to_be_focused()
    tab_to(page.locator("#skill-state summary"))
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Start learning")).to_be_visible()
    expect(page.get_by_role("button", name="Start learning")).to_be_focused()
    tab_to(page.locator("#history").get_by_role("button").first)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Mark done")).to_be_focused()
    assert truth.steps(ada, slug) == ["learning", "todo", "learning"]


def test_a_filter_keeps_the_focus(roadmap: Page) -> None:
    tab_to(roadmap.get_by_role("link", name="Left"))
    roadmap.keyboard.press("Enter")
    expect(roadmap).to_have_url("/roadmap/?show=left")
    expect(roadmap.locator(".tabs [aria-current=page]")).to_contain_text("Left")
    expect(roadmap.locator(".tabs [aria-current=page]")).to_be_focused()


def test_errors_of_a_form_take_the_focus(page: Page) -> None:
    page.goto("/accounts/signup/")
    page.get_by_label("E-mail").focus()
    page.keyboard.type("ada")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("E-mail")).to_have_value("ada")
