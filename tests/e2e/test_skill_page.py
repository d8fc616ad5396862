"""A skill's own page: outcomes and the private note."""

import pytest
from playwright.sync_api import Page, expect

from careers.figures.catalogue import Catalogue, Skill
from careers.models import OutcomeTick, SkillNote, User
from tests.e2e import hands, truth
from tests.e2e.conftest import Opener
from tests.e2e.watch import Watch


@pytest.fixture
def skill(content: Catalogue) -> Skill:
    return content.stages[1].skills[0]


@pytest.fixture
def opened(browse: Opener, ada: User, skill: Skill) -> Page:
    page = browse(ada)
    page.goto(skill.url)
    return page


def note_of(user: User) -> str:
    return SkillNote.of(user).get().text


def saved(page: Page) -> None:
    expect(page.locator("#note-saved")).to_contain_text("Saved")


def test_ticking_an_outcome_begins_the_skill(opened: Page, ada: User, skill: Skill) -> None:
    opened.locator("#outcomes").get_by_label(skill.outcomes[0].text).check()
    expect(opened.locator("#skill-state .state").first).to_contain_text("Learning")
    expect(opened.locator("#outcomes .sheet__side")).to_contain_text(f"1 of {len(skill.outcomes)}")
    opened.locator("#outcomes").get_by_label(skill.outcomes[1].text).check()
    expect(opened.locator("#outcomes .sheet__side")).to_contain_text(f"2 of {len(skill.outcomes)}")
    opened.locator("#outcomes").get_by_label(skill.outcomes[0].text).uncheck()
    expect(opened.locator("#outcomes .sheet__side")).to_contain_text(f"1 of {len(skill.outcomes)}")
    assert truth.steps(ada, skill.slug) == ["learning"]
    assert [tick.outcome_id for tick in OutcomeTick.of(ada)] == [skill.outcomes[1].id]


def test_focus_stays_on_the_outcome(opened: Page, skill: Skill) -> None:
    box = opened.locator("#outcomes").get_by_label(skill.outcomes[0].text)
    box.focus()
    opened.keyboard.press("Space")
    expect(opened.locator("#outcomes .sheet__side")).to_contain_text("1 of")
    expect(box).to_be_checked()
    expect(box).to_be_focused()


def test_a_note_saves_itself(opened: Page, ada: User) -> None:
    box = opened.get_by_label("My notes on this skill")
    box.press_sequentially("Broadcasting *again*")
    saved(opened)
    expect(opened.locator("#note-shown em")).to_have_text("again")
    expect(box).to_be_focused()
    box.press_sequentially(" and shapes")
    expect(opened.locator("#note-shown")).to_contain_text("and shapes")
    assert note_of(ada) == "Broadcasting *again* and shapes"
    opened.reload()
    expect(box).to_have_value("Broadcasting *again* and shapes")


def test_two_tabs_on_one_note_lose_no_word(opened: Page, ada: User, skill: Skill, watch: Watch) -> None:
    watch.expect("409")
    other = opened.context.new_page()
    other.goto(skill.url)
    opened.get_by_label("My notes on this skill").fill("from the first tab")
    saved(opened)
    other.get_by_label("My notes on this skill").fill("from the second tab")
    clash = other.locator("#note-clash")
    expect(clash).to_contain_text("This note was changed elsewhere")
    expect(clash.locator("pre")).to_have_text("from the first tab")
    expect(other.get_by_label("My notes on this skill")).to_have_value("from the second tab")
    assert note_of(ada) == "from the first tab"
    other.get_by_label("My notes on this skill").fill("from both tabs")
    other.get_by_role("button", name="Save my text").click()
    expect(other.locator("#note-shown")).to_have_text("from both tabs")
    assert note_of(ada) == "from both tabs"


def test_outcome_and_note_without_javascript(browse: Opener, ada: User, skill: Skill) -> None:
    page = browse(ada, java_script_enabled=False)
    page.goto(skill.url)
    page.locator("#outcomes").get_by_label(skill.outcomes[0].text).check()
    page.locator("#outcomes li").first.get_by_role("button", name="Save").click()
    expect(page.locator("#skill-state .state").first).to_contain_text("Learning")
    page.get_by_label("My notes on this skill").fill("on paper")
    page.locator("#note-form").get_by_role("button", name="Save").click()
    expect(hands.toast(page)).to_have_text("Your note is saved.")
    assert (truth.steps(ada, skill.slug), note_of(ada)) == (["learning"], "on paper")


def test_a_visitor_who_marks_becomes_a_guest(page: Page, skill: Skill) -> None:
    page.goto(skill.url)
    page.get_by_role("button", name="Start learning").click()
    expect(page.locator("#skill-state .state").first).to_contain_text("Learning")
    guest = User.objects.get()
    assert (guest.is_guest, guest.time_zone, truth.steps(guest, skill.slug)) == (True, "Europe/Berlin", ["learning"])
