"""From a brief to a published project, in a real browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from careers.figures.catalogue import Catalogue, Skill
from careers.models import Project, ProjectLink, ProjectVersion, User
from careers.models import Skill as Row
from tests import factories
from tests.e2e import hands
from tests.e2e.conftest import Opener
from tests.e2e.site import Site
from tests.e2e.test_access import check
from tests.e2e.watch import Watch

SCRIPT = "<img src=x onerror=alert(1)><script>alert(1)</script>"


@pytest.fixture
def skill(content: Catalogue) -> Skill:
    return content.stages[6].skills[0]


@pytest.fixture
def opened(browse: Opener, ada: User) -> Page:
    return browse(ada)


@pytest.fixture
def section(opened: Page, ada: User) -> Callable[[str], Page]:
    project = factories.project(ada, title="Leaves")

    def go(name: str) -> Page:
        opened.goto(f"/portfolio/{project.pk}/edit/{name}/")
        return opened

    return go


def saved(page: Page) -> None:
    expect(page.locator("#saved")).to_contain_text("earlier ones are kept")


def test_from_a_brief_to_a_proven_skill(opened: Page, ada: User) -> None:
    page = opened
    page.goto("/briefs/autograd-from-scratch/")
    page.get_by_role("button", name="Start this").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("autograd")
    page.get_by_label("No deep-learning framework used outside tests").check()
    expect(page.locator("#project")).to_contain_text("1 of 5")
    page.get_by_role("link", name="Next: the problem and who has it").click()
    page.get_by_label("What goes wrong today").fill("Nobody sees what a framework does.")
    page.get_by_label("Who has it").fill("Students")
    saved(page)
    page.get_by_role("link", name="Data").first.click()
    page.get_by_label("Data set").fill("Fashion-MNIST")
    page.get_by_label("Its licence or terms").fill("MIT")
    page.get_by_label("Split, and why so").fill("As published, so that numbers compare.")
    saved(page)
    page.get_by_role("link", name="Results").click()
    page.get_by_role("link", name="Add a metric").click()
    page.get_by_label("Metric", exact=True).fill("Accuracy")
    page.get_by_label("Name of result 1").fill("Majority class")
    page.get_by_label("Value of result 1").fill("0.10")
    page.get_by_label("baseline").first.check()
    page.get_by_label("Name of result 2").fill("Two layers")
    page.get_by_label("Value of result 2").fill("0.86")
    page.get_by_role("button", name="Save the results").click()
    expect(page.get_by_text("0.76 better than the baseline.")).to_be_visible()
    page.get_by_role("link", name="Skills", exact=True).click()
    page.get_by_label("How Neural networks shows").fill("Two layers, trained by my own gradients.")
    page.locator(".proof", has_text="Neural networks").get_by_role("button", name="Save").click()
    expect(hands.toast(page)).to_contain_text("Saved: Neural networks.")
    page.get_by_role("link", name="Done").click()
    page.locator("#project details.menu summary").click()
    page.locator("#project").get_by_role("button", name="Published").click()
    expect(page.locator("#project .tag").first).to_have_text("Published")
    expect(page.locator("#proves")).to_have_text("Skills it proves")
    page.get_by_role("link", name="Neural networks").click()
    expect(page.locator("#skill-state .state").first).to_contain_text("Proven")
    expect(page.locator("#proved")).to_have_text("Proved by")


def test_evidence_is_ticked_with_its_place(opened: Page, ada: User) -> None:
    project = factories.project(ada)
    opened.goto(project.get_absolute_url())
    line = opened.locator("#evidence-run")
    line.locator("summary").click()
    line.get_by_label("Where it is to be found").fill("README, “Run it”")
    line.get_by_role("button", name="It is there").click()
    expect(opened.locator("#evidence-run .check__hint")).to_have_text("README, “Run it”")
    opened.locator("#evidence-run").get_by_role("checkbox").uncheck()
    expect(opened.locator("#evidence-run summary")).to_be_visible()


def test_a_text_saves_itself_and_says_its_version(section: Callable[[str], Page], ada: User) -> None:
    page = section("story")
    box = page.get_by_label("How it works")
    box.press_sequentially("A forest")
    saved(page)
    expect(box).to_be_focused()
    expect(page.locator("#version")).to_have_value("2")
    box.press_sequentially(", then a net")
    expect(page.locator("#version")).to_have_value("3")
    assert (Project.of(ada).get().method, ProjectVersion.of(ada).count()) == ("A forest, then a net", 1)


def test_leaving_at_once_loses_nothing(section: Callable[[str], Page], ada: User, watch: Watch) -> None:
    watch.expect("ERR_FAILED", "htmx:sendError", "htmx:afterRequest")
    page = section("story")
    page.route("**/edit/story/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.get_by_label("How it works").fill("typed on the train")
    expect(page.locator("#saved")).to_contain_text("Your text waits in this browser")
    page.unroute("**/edit/story/")
    page.reload()
    expect(page.get_by_label("How it works")).to_have_value("typed on the train")
    expect(page.locator("#version")).to_have_value("2")
    assert Project.of(ada).get().method == "typed on the train"


def test_a_text_that_was_written_after_the_session_ended_waits_for_the_next(
    section: Callable[[str], Page], site: Site
) -> None:
    page = section("story")
    session, address = page.context.cookies(), page.url
    page.context.clear_cookies(name=site.cookie)
    page.get_by_label("How it works").fill("typed too late")
    expect(page.get_by_role("heading", level=1)).to_have_text("Log in")
    page.context.add_cookies(session)
    page.goto(address)
    expect(page.get_by_label("How it works")).to_have_value("typed too late")
    saved(page)


def test_two_tabs_warn_instead_of_overwriting(section: Callable[[str], Page], ada: User, watch: Watch) -> None:
    watch.expect("409")
    page = section("story")
    other = page.context.new_page()
    other.goto(page.url)
    page.get_by_label("How it works").fill("from the first tab")
    saved(page)
    other.get_by_label("How it works").fill("from the second tab")
    expect(other.locator("#saved pre")).to_have_text("from the first tab")
    expect(other.get_by_label("How it works")).to_have_value("from the second tab")
    assert Project.of(ada).get().method == "from the first tab"
    other.get_by_role("button", name="Save mine as version 3").click()
    saved(other)
    assert Project.of(ada).get().method == "from the second tab"


def test_half_an_address_is_not_saved_and_not_lost(section: Callable[[str], Page], watch: Watch) -> None:
    watch.expect("422")
    page = section("data")
    box = page.get_by_label("Its address")
    box.press_sequentially("https://")
    expect(page.locator("#saved")).to_contain_text("Not saved yet")
    expect(box).to_be_focused()
    box.press_sequentially("example.org/data")
    saved(page)


def test_leaving_a_form_that_is_sent_by_hand_asks(section: Callable[[str], Page]) -> None:
    page = section("problem")
    page.get_by_role("link", name="Links").click()
    page.get_by_label("What to call it").press_sequentially("My demo")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    with page.expect_event("dialog"):
        page.get_by_role("link", name="Done").click(no_wait_after=True)
    expect(page.get_by_label("What to call it")).to_have_value("My demo")
    assert asked == ["beforeunload"]


def test_without_javascript(browse: Opener, ada: User) -> None:
    page = browse(ada, java_script_enabled=False)
    page.goto("/portfolio/new/")
    page.get_by_label("What is it called").fill("On paper")
    page.get_by_role("button", name="Start it").click()
    page.get_by_label("What goes wrong today").fill("Paper has no script.")
    page.get_by_role("button", name="Save").click()
    expect(hands.toast(page)).to_contain_text("Saved as version 2.")
    page.get_by_role("link", name="Done").click()
    line = page.locator("#evidence-run")
    line.locator("summary").click()
    line.get_by_label("Where it is to be found").fill("README")
    line.get_by_role("button", name="It is there").click()
    expect(page.locator("#evidence-run .check__hint")).to_have_text("README")


@pytest.mark.parametrize("path", ["", "edit/data/", "edit/results/", "metrics/", "skills/", "links/"])
def test_every_eye_can_read_it(opened: Page, ada: User, content: Catalogue, path: str) -> None:
    project = factories.shown_project(ada, Row.objects.get(key="pytorch"), slug="leaves")
    ProjectLink.objects.create(user=ada, project=project, kind="demo", url="https://example.org/")
    opened.goto(f"/portfolio/{project.pk}/{path}")
    check(opened)


def test_script_in_every_text_does_not_run(opened: Page, ada: User, skill: Skill, content: Catalogue) -> None:
    texts = {name: SCRIPT for name in Project.TEXTS if name not in ("data_url", "title")}
    project = factories.project(ada, title=SCRIPT[:120], **texts)
    for path in ("", "edit/problem/", "edit/story/", "versions/", "skills/"):
        opened.goto(f"/portfolio/{project.pk}/{path}")
        assert opened.locator("main script, main img").count() == 0
