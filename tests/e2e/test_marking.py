"""Marking on the roadmap when things go wrong: impatience, two tabs, no answer, no network, nobody logged in."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, Route, expect

from careers.figures.catalogue import Catalogue
from careers.models import State, User
from tests.e2e import hands, truth
from tests.e2e.conftest import PATIENCE, Opener, become
from tests.e2e.hands import mark, row, settled, tick, toast
from tests.e2e.site import Site
from tests.e2e.watch import Watch


@pytest.fixture
def slug(content: Catalogue) -> str:
    """A skill of the first stage, which stands open for somebody who has marked nothing."""
    return content.stages[0].skills[0].slug


@pytest.fixture
def roadmap(browse: Opener, ada: User) -> Page:
    page = browse(ada)
    page.goto("/roadmap/")
    return page


def shown(page: Page, slug: str) -> str | None:
    return row(page, slug).get_attribute("data-state")


def wait_for(page: Page, held: list[Route], number: int) -> None:
    """So many requests have been made; one for a row is only made when the one before it was answered."""
    patience = PATIENCE // 20
    while len(held) < number and (patience := patience - 1):
        page.wait_for_timeout(20)
    assert len(held) == number


def let_through(page: Page, held: list[Route], number: int) -> None:
    """Let the request of that number go on its way once it has been made."""
    wait_for(page, held, number)
    held[number - 1].continue_()


def test_a_mark_is_painted_before_the_answer(roadmap: Page, ada: User, slug: str) -> None:
    held: list[Route] = []
    roadmap.route("**/status/", lambda route: held.append(route))
    tick(roadmap, slug).click()
    expect(tick(roadmap, slug)).to_have_attribute("aria-pressed", "true")
    assert (shown(roadmap, slug), truth.state(ada, slug)) == ("done", "todo")
    let_through(roadmap, held, 1)
    settled(roadmap)
    assert (shown(roadmap, slug), truth.state(ada, slug)) == ("done", "done")
    assert hands.figures(roadmap) == hands.expected_figures(ada)


def test_two_quick_taps_end_where_two_taps_end(roadmap: Page, ada: User, slug: str) -> None:
    tick(roadmap, slug).dblclick()
    settled(roadmap)
    assert truth.steps(ada, slug) == ["done", "todo"]
    assert shown(roadmap, slug) == "todo"


def test_a_tap_between_two_answers_counts_like_any_other(roadmap: Page, ada: User, slug: str) -> None:
    held: list[Route] = []
    roadmap.route("**/status/", lambda route: held.append(route))
    tick(roadmap, slug).dblclick()
    let_through(roadmap, held, 1)
    wait_for(roadmap, held, 2)
    assert shown(roadmap, slug) == "todo"  # as the second tap left it, though the first answer said "done"
    tick(roadmap, slug).click()
    let_through(roadmap, held, 2)
    let_through(roadmap, held, 3)
    settled(roadmap)
    assert truth.steps(ada, slug) == ["done", "todo", "done"]
    assert shown(roadmap, slug) == "done"


def test_five_quick_taps_end_done(roadmap: Page, ada: User, slug: str) -> None:
    for _ in range(5):
        tick(roadmap, slug).click()
    settled(roadmap)
    assert truth.steps(ada, slug) == ["done", "todo", "done", "todo", "done"]
    assert shown(roadmap, slug) == "done"


def test_learning_and_skipping_stand_in_the_menu_of_the_row(roadmap: Page, ada: User, slug: str) -> None:
    for name, state in (("Learning", "learning"), ("Skipped", "skipped")):
        row(roadmap, slug).locator(".more").click()
        row(roadmap, slug).get_by_role("button", name=name, exact=True).click()
        settled(roadmap)
        assert (shown(roadmap, slug), truth.state(ada, slug)) == (state, state)
    mark(roadmap, slug)
    mark(roadmap, slug)  # back to where it was
    assert truth.steps(ada, slug) == ["learning", "skipped", "done", "skipped"]


def test_a_second_tab_learns_what_the_first_did(roadmap: Page, ada: User, slug: str) -> None:
    other = roadmap.context.new_page()
    other.goto("/roadmap/")
    mark(roadmap, slug)
    mark(other, slug)  # it still shows "to do", so it asks for "done", which changes nothing
    assert truth.steps(ada, slug) == ["done"]
    assert shown(other, slug) == "done"
    mark(other, slug)
    assert truth.steps(ada, slug) == ["done", "todo"]
    roadmap.reload()
    assert shown(roadmap, slug) == "todo"


def test_an_undo_says_when_something_newer_stands_there(roadmap: Page, ada: User, slug: str) -> None:
    mark(roadmap, slug)
    other = roadmap.context.new_page()
    other.goto(f"/skills/{slug}/")
    other.get_by_role("button", name="Learn it again").click()
    expect(toast(other)).to_contain_text(": learning.")
    toast(roadmap).get_by_role("button", name="Undo").click()
    expect(toast(roadmap)).to_contain_text("Something newer happened to this skill since, so nothing was undone.")
    settled(roadmap)
    assert truth.steps(ada, slug) == ["done", "learning"]
    assert shown(roadmap, slug) == "learning"


@pytest.mark.parametrize("trouble", ["no answer", "error"])
def test_a_mark_that_was_not_saved_goes_back(roadmap: Page, ada: User, slug: str, watch: Watch, trouble: str) -> None:
    watch.expect("/status/", "htmx:", "ERR_FAILED", "500 (Internal Server Error)")
    answer = (lambda route: route.abort()) if trouble == "no answer" else (lambda route: route.fulfill(status=500))
    roadmap.route("**/status/", answer)
    tick(roadmap, slug).click()
    expect(row(roadmap, slug).get_by_role("alert")).to_contain_text("Not saved")
    assert (shown(roadmap, slug), truth.state(ada, slug)) == ("todo", "todo")
    expect(tick(roadmap, slug)).to_be_focused()
    roadmap.unroute("**/status/")
    mark(roadmap, slug)
    assert (shown(roadmap, slug), truth.steps(ada, slug)) == ("done", ["done"])
    expect(row(roadmap, slug).get_by_role("alert")).to_have_count(0)


def test_marks_made_offline_are_saved_later(roadmap: Page, ada: User, content: Catalogue, watch: Watch) -> None:
    watch.expect("ERR_INTERNET_DISCONNECTED", "failed: GET")
    one, two = (skill.slug for skill in content.stages[0].skills[:2])
    roadmap.context.set_offline(True)
    tick(roadmap, one).click()
    expect(toast(roadmap)).to_have_text("You are offline. 1 mark will be saved when you are back.")
    tick(roadmap, two).click()
    expect(toast(roadmap)).to_have_text("You are offline. 2 marks will be saved when you are back.")
    assert truth.states(ada) == {}
    roadmap.context.set_offline(False)
    settled(roadmap)
    assert truth.states(ada) == {one: State.DONE, two: State.DONE}
    roadmap.reload()
    assert (shown(roadmap, one), shown(roadmap, two)) == ("done", "done")
    assert hands.figures(roadmap) == hands.expected_figures(ada)


def test_what_waits_is_saved_for_nobody_else(roadmap: Page, ada: User, slug: str, site: Site, watch: Watch) -> None:
    watch.expect("ERR_INTERNET_DISCONNECTED", "failed: GET")
    grace, browser = truth.planner("grace@example.org"), roadmap.context
    browser.set_offline(True)
    tick(roadmap, slug).click()
    expect(toast(roadmap)).to_contain_text("1 mark will be saved")
    roadmap.close()
    browser.set_offline(False)
    page = browser.new_page()
    for person, state in ((grace, "todo"), (ada, "done")):
        become(browser, person, site)
        page.goto("/roadmap/")
        settled(page)  # what waits is sent before the page counts as loaded
        assert (shown(page, slug), truth.state(person, slug)) == (state, state)


def test_two_taps_offline_cancel_each_other(roadmap: Page, ada: User, slug: str, watch: Watch) -> None:
    watch.expect("ERR_INTERNET_DISCONNECTED", "failed: GET")
    roadmap.context.set_offline(True)
    tick(roadmap, slug).click()
    tick(roadmap, slug).click()
    roadmap.context.set_offline(False)
    settled(roadmap)
    assert (shown(roadmap, slug), truth.states(ada)) == ("todo", {})


def test_whoever_was_logged_out_elsewhere_is_sent_to_log_in(roadmap: Page, ada: User, slug: str) -> None:
    Session.objects.all().delete()
    tick(roadmap, slug).click()
    expect(roadmap).to_have_url("/accounts/login/?next=%2Froadmap%2F")
    assert list(User.objects.all()) == [ada]
    hands.log_in(roadmap, "ada@example.org")
    expect(roadmap).to_have_url("/roadmap/")
    mark(roadmap, slug)
    assert truth.states(ada) == {slug: State.DONE}


def test_a_skill_of_its_own_page_is_marked_and_undone(browse: Opener, ada: User, slug: str) -> None:
    page = browse(ada)
    page.goto(f"/skills/{slug}/")
    page.get_by_role("button", name="Start learning").click()
    page.get_by_role("button", name="Mark done").click()
    expect(page.locator("#skill-state .state").first).to_contain_text("Done")
    toast(page).get_by_role("button", name="Undo").click()
    expect(page.locator("#skill-state .state").first).to_contain_text("Learning")
    assert truth.steps(ada, slug) == ["learning", "done", "learning"]
    page.locator("#history").get_by_role("button", name="Undo: learning").click()
    expect(page.locator("#history li")).to_have_count(4)  # an undo can be undone too
    assert truth.state(ada, slug) == "done"


def test_today_goes_on_with_the_next_skill(browse: Opener, ada: User) -> None:
    page = browse(ada)
    page.goto("/today/")
    first = page.locator(".next__title").inner_text()
    page.get_by_role("button", name="Start learning").click()
    page.get_by_role("button", name="Mark done").click()
    expect(page.locator(".next__title")).not_to_have_text(first)
    assert list(truth.states(ada).values()) == [State.DONE]
    assert hands.figures(page) == hands.expected_figures(ada)
