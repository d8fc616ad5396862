"""The plan in a browser: from the start to a week of one's own, by mouse, by finger, by keyboard, without scripts."""

import re

from playwright.sync_api import Locator, Page, expect

from careers.models import Plan, PlanChoice, SkillState, User
from tests.e2e import hands
from tests.e2e.conftest import PHONE, Opener
from tests.e2e.hands import press


def menu(page: Page, nth: int = 0) -> Locator:
    """The menu of a block, opened."""
    found = page.locator(".pack__block .menu").nth(nth)
    press(found.locator("summary"))
    return found


def choices(user: User) -> list[str]:
    return list(PlanChoice.of(user).values_list("kind", flat=True))


def walk_to_a_date(page: Page) -> None:
    page.goto("/plan/start/")
    press(page.locator("input[name=role][value=nlp-engineer]"))
    press(page.locator("input[name=background][value=linguist]"))
    press(page.get_by_role("button", name="How many evenings?"))
    page.get_by_label("Hours a week").fill("6")
    press(page.get_by_role("checkbox", name="Friday"))
    press(page.get_by_role("button", name="What do I know?"))
    press(page.get_by_role("link", name="Paste a list from elsewhere"))
    page.get_by_label("Your list").fill("- [x] NumPy\n- [ ] pandas\nPythn basics\nUnderwater basket weaving")
    press(page.get_by_role("button", name="See what it matches"))
    expect(page.get_by_role("checkbox", name="NumPy")).to_be_checked()
    expect(page.get_by_role("checkbox", name="Python basics")).not_to_be_checked()
    expect(page.locator(".list-unknown")).to_contain_text("Not in the roadmap: 1")
    press(page.get_by_role("button", name="Mark what is ticked"))
    expect(hands.toast(page)).to_have_text("1\u00a0skill marked done.")
    press(page.locator("summary").filter(has_text="Find out whether"))
    press(page.get_by_role("checkbox", name=re.compile("What machine learning is")))
    press(page.get_by_role("button", name="See my date"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("First look: ")
    press(page.get_by_role("link", name="See it week by week"))
    expect(page.get_by_role("heading", level=3).first).to_have_text("This week")


def has_walked(guest: User) -> bool:
    plan = Plan.of(guest).get()
    states = set(SkillState.of(guest).values_list("skill__key", "state"))
    return (plan.minutes_a_week, plan.rest_days) == (360, [4]) and states == {("numpy", "done"), ("what-is-ml", "done")}


def test_a_guest_comes_to_a_plan_of_their_own(screen: Page) -> None:
    walk_to_a_date(screen)
    assert has_walked(User.objects.get(is_guest=True))


def test_the_same_without_javascript(plain: Page) -> None:
    walk_to_a_date(plain)
    guest = User.objects.get(is_guest=True)
    assert has_walked(guest)
    menu(plain).get_by_role("button", name="Postpone four weeks").click()
    expect(hands.toast(plain)).to_contain_text("postponed until")
    assert choices(guest) == ["postponed"]
    hands.toast(plain).get_by_role("button", name="Undo").click()
    expect(hands.toast(plain)).to_have_text("Undone.")
    assert choices(guest) == []


def pin_and_unpin(page: Page, user: User) -> None:
    page.goto("/plan/")
    first = page.locator(".pack__block").first.inner_text()
    press(menu(page, 1).get_by_role("button", name="Pin to this week"))
    expect(page.get_by_role("heading", name="Pinned")).to_be_visible()
    expect(hands.toast(page)).to_contain_text("pinned to the week of")
    assert choices(user) == ["pinned"]
    press(page.get_by_role("button", name=re.compile("^Unpin")))
    expect(page.get_by_role("heading", name="Pinned")).to_have_count(0)
    expect(page.locator(".pack__block").first).to_have_text(re.compile(re.escape(first.split("\n")[0])))
    assert choices(user) == []


def test_a_pin_comes_and_goes(browse: Opener, ada: User) -> None:
    pin_and_unpin(browse(ada), ada)


def test_a_pin_comes_and_goes_on_a_phone(browse: Opener, ada: User) -> None:
    pin_and_unpin(browse(ada, **PHONE), ada)


def test_leaving_out_and_taking_it_back(browse: Opener, ada: User) -> None:
    page = browse(ada)
    page.goto("/plan/")
    press(menu(page).get_by_role("button", name="Leave it out"))
    expect(page.get_by_role("heading", name="Left out")).to_be_visible()
    assert SkillState.of(ada).get().state == "skipped"
    press(hands.toast(page).get_by_role("button", name="Undo"))
    expect(hands.toast(page)).to_have_text("Undone.")
    assert SkillState.of(ada).count() == 0


def test_a_date_that_is_too_soon_offers_ways_out(browse: Opener, ada: User) -> None:
    page = browse(ada)
    page.goto("/plan/pace/")
    page.get_by_label("A date you aim for").fill("2099-01-01")
    press(page.get_by_role("button", name="Save the plan"))
    expect(page.get_by_role("heading", name=re.compile("fits$"))).to_be_visible()
    press(page.get_by_role("button", name="Drop the date"))
    expect(page.get_by_role("heading", name=re.compile("fits$"))).to_have_count(0)
    assert Plan.of(ada).get().target_on is None


def test_moving_by_keyboard_keeps_the_focus_in_the_plan(browse: Opener, ada: User) -> None:
    page = browse(ada)
    page.goto("/plan/")
    page.locator(".pack__block .menu summary").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("button", name="Later", exact=True).first).to_be_focused()
    page.keyboard.press("Enter")
    expect(hands.toast(page)).to_contain_text("now after")
    assert choices(ada) == ["placed"]
    moved = PlanChoice.of(ada).get().skill
    expect(page.locator(f"summary[id^=move-{moved.slug}]").first).to_be_focused()
