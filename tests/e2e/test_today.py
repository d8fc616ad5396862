"""Today and setting back, with script on both sizes and without."""

from playwright.sync_api import Page, expect

from careers.acts.mark import mark
from careers.figures.catalogue import Catalogue
from careers.models import User
from tests.e2e import truth
from tests.e2e.conftest import Opener
from tests.e2e.hands import press, toast


def title(page: Page) -> str:
    return page.locator("#next-title").inner_text()


def choose_and_ask(page: Page) -> None:
    """Something else, then what fits into 45 minutes."""
    page.goto("/today/")
    first = title(page)
    press(page.get_by_role("link", name="Choose something else"))
    expect(page.locator("#next-title")).not_to_have_text(first)
    press(page.locator("#at-hand").get_by_role("link", name="45"))
    expect(page.locator("#at-hand-45")).to_have_attribute("aria-current", "true")
    expect(page.locator("#next-title")).to_have_text(first)


def test_something_else_and_what_fits(browse: Opener) -> None:
    choose_and_ask(browse(truth.planner("ada@example.org")))


def test_something_else_and_what_fits_without_script_on_a_phone(browse: Opener) -> None:
    phone = {"width": 390, "height": 844}
    choose_and_ask(browse(truth.planner("ada@example.org"), java_script_enabled=False, viewport=phone, has_touch=True))


def test_a_stage_is_set_back_and_put_back(browse: Opener, ada: User, content: Catalogue) -> None:
    skill = content.stages[0].skills[0]
    mark(ada, skill.id, "done")
    page = browse(ada)
    page.goto("/roadmap/")
    press(page.get_by_role("link", name="Set this stage back").first)
    press(page.get_by_role("button", name="Set this stage back"))
    expect(toast(page)).to_contain_text("set back to do")
    assert truth.states(ada) == {}
    press(toast(page).get_by_role("button", name="Undo"))
    expect(toast(page)).to_contain_text("Put back")
    assert truth.states(ada) == {skill.slug: "done"}
