"""Every page for every eye: axe in both themes and on a phone, no sideways scrolling from 320 to 1600 pixels."""

from collections.abc import Callable
from itertools import batched

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from careers.acts.demo_applications import add_applications
from careers.acts.demo_rounds import add_rounds
from careers.acts.keep_note import keep_note
from careers.acts.mark import mark
from careers.acts.share import make_share_link
from careers.acts.tick import tick
from careers.figures.catalogue import Catalogue
from careers.models import Application, ContactWay, OutcomeTick, Project, ProjectLink, Round, Skill, User
from tests import factories
from tests.e2e.conftest import Opener
from tests.e2e.hands import log_in, press
from tests.e2e.watch import Watch

AXE = Axe().axe_script
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ON_A_PHONE = [
    "color-contrast",
    "target-size",
    "scrollable-region-focusable",
    "region",
    "landmark-unique",
    "heading-order",
]
ON_A_PHONE += ["button-name", "link-name", "link-in-text-block", "label", "skip-link"]
"""What another layout can change; the elements are the same."""
WIDTHS = (320, 390, 768, 1280, 1600)

VISITOR = (
    "/",
    "/roadmap/",
    "/roadmap/?show=essential&level=core",
    "/roadmap/print/",
    "/plan/start/",
    "/skills/{skill}/",
)
VISITOR += ("/briefs/", "/briefs/autograd-from-scratch/")
VISITOR += ("/accounts/signup/", "/accounts/login/", "/accounts/password/reset/", "/accounts/password/reset/done/")
VISITOR += ("/accounts/password/reset/key/1-none/", "/no/such/page/")
VISITOR += ("/interview-stages/", "/interview-stages/coding-interview/")
LEARNER = ("/today/", "/roadmap/", "/roadmap/?role=data-scientist", "/roadmap/print/")
LEARNER += ("/portfolio/new/", "/briefs/?level=core", "/roadmap/readiness/")
LEARNER += (
    "/skills/{skill}/",
    "/skills/{skipped}/",
    "/plan/start/",
    "/plan/start/skills/",
    "/settings/",
    "/settings/calendar/",
)
LEARNER += ("/plan/", "/plan/pace/", "/plan/start/evenings/", "/plan/start/list/", "/plan/start/date/")
LEARNER += ("/settings/import/", "/settings/delete/", "/accounts/email/", "/accounts/password/change/")
LEARNER += ("/accounts/logout/", "/no/such/page/")
LEARNER += ("/applications/", "/applications/?view=list", "/applications/?view=month", "/applications/new/")
LEARNER += ("/applications/funnel/", "/applications/print/", "/applications/import/", "/settings/applications/")
LEARNER += ("/applications/{job}/letters/",)
LEARNER += ("/applications/{job}/", "/applications/{job}/edit/", "/applications/{job}/close/")
LEARNER += ("/applications/{job}/contacts/new/", "/applications/{job}/documents/", "/applications/documents/")
LEARNER += ("/people/ada/", "/people/ada/leaves/", "/settings/profile/", "/portfolio/{shown}/images/")
LEARNER += ("/study/", "/study/timer/", "/skills/{skill}/links/")
LEARNER += ("/suggestions/", "/suggestions/new/?skill={skill}")
LEARNER += ("/interview-stages/onsite-panel/", "/applications/{job}/rounds/new/", "/rounds/{ahead}/edit/")
LEARNER += ("/rounds/{ahead}/", "/rounds/{home}/", "/rounds/{weak}/", "/rounds/{weak}/after/")
ROUNDS = (("ahead", "ml-coding"), ("home", "take-home-test"), ("weak", "coding-interview"))
NEWCOMER = ("/today/", "/applications/", "/roadmap/", "/settings/", "/accounts/logout/", "/accounts/signup/")


@pytest.fixture
def learner(ada: User, content: Catalogue) -> User:
    """Somebody with a done, a learning and a skipped skill in each stage, and a note."""
    for stage in content.stages:
        for skill, state in zip(stage.skills, ("done", "learning", "skipped"), strict=False):
            mark(ada, skill.id, state)
    skill = content.stages[0].skills[1]
    tick(ada, skill.id, skill.outcomes[0].id, on=True)
    add_applications(ada)
    add_rounds(ada)
    add_page(ada, content)
    keep_note(ada, skill.id, "# Head\n\n- one `code`\n\n> said\n\n[link](https://example.org/)", 0)
    return ada


@pytest.fixture
def address(content: Catalogue) -> Callable[[str], str]:
    skills = content.stages[0].skills
    jobs = Application.objects.filter(company="Tern Logistics").values_list("pk", flat=True)
    shown = Project.objects.filter(title="Leaves").values_list("pk", flat=True)
    rounds = {name: Round.objects.filter(interview_stage__key=key).values_list("pk", flat=True) for name, key in ROUNDS}

    def filled(path: str) -> str:
        pks = {"job": jobs.first(), "shown": shown.first()} | {name: row.first() for name, row in rounds.items()}
        return path.format(skill=skills[1].slug, skipped=skills[2].slug, **pks)

    return filled


def add_page(user: User, content: Catalogue) -> None:
    """A public page with everything on it, and what its owner sees of it."""
    factories.profile(user, about="**Ten** years of it.", headline="Engineer", place="Malmö", show_way=True)
    skill = content.stages[0].skills[0]
    project = factories.shown_project(user, Skill.objects.get(pk=skill.id), slug="leaves")
    OutcomeTick.objects.create(user=user, skill_id=skill.id, outcome_id=skill.outcomes[0].id)
    ProjectLink.objects.create(user=user, project=project, kind="demo", url="https://example.org/demo")
    ContactWay.objects.create(user=user, kind="site", address="https://example.org/")
    make_share_link(user, "for a friend", 7)


def findings(page: Page, **only: object) -> list[str]:
    if not page.evaluate("'axe' in window"):  # half a megabyte, once a page
        page.evaluate(AXE)
    options = {"resultTypes": ["violations"]} | only
    violations = page.evaluate("async options => (await axe.run(options)).violations", options)
    return [
        f"{broken['id']}: {node['target']} {node['html'][:120]} {(node['failureSummary'] or '')[:300]}"
        for broken in violations
        for node in broken["nodes"]
    ]


def too_wide(page: Page) -> list[int]:
    wide = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(width)
    return wide


def check(page: Page) -> None:
    """The whole examination of a page as it stands, from the widest question to the narrowest."""
    expect(page.locator("h1")).to_have_count(1)
    assert page.title().endswith(" · Ascent")
    page.emulate_media(reduced_motion="reduce")  # colours that are still on their way have no contrast yet
    everything = {"runOnly": {"type": "tag", "values": RULES}}
    contrast = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
    found = {"light": findings(page, **everything)}
    page.emulate_media(color_scheme="dark")
    found["dark"] = findings(page, **contrast)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 390, "height": 844})
    found["phone"] = findings(page, runOnly={"type": "rule", "values": ON_A_PHONE})
    assert {where: what for where, what in found.items() if what} == {}, page.url
    assert too_wide(page) == [], page.url


@pytest.mark.parametrize("path", VISITOR)
def test_a_visitors_page(page: Page, address: Callable[[str], str], watch: Watch, path: str) -> None:
    watch.expect("404")
    page.goto(address(path))
    check(page)


@pytest.mark.parametrize("paths", list(batched(LEARNER, 6, strict=False)), ids=lambda paths: paths[0])
def test_learners_pages(
    browse: Opener, learner: User, address: Callable[[str], str], watch: Watch, paths: tuple[str, ...]
) -> None:
    """Several with one learner, since making one takes as long as looking at a page."""
    watch.expect("404")
    for path in paths:
        page = browse(learner)
        page.goto(address(path))
        check(page)


@pytest.mark.parametrize("path", NEWCOMER)
def test_a_page_of_a_guest_with_nothing_yet(browse: Opener, site: object, path: str) -> None:
    page = browse(User.objects.create_guest())
    page.goto(path)
    check(page)


def test_forms_with_errors(page: Page, browse: Opener, ada: User, watch: Watch) -> None:
    watch.expect("422")
    page.goto("/accounts/signup/")
    press(page.get_by_role("button", name="Create my account"))
    expect(page.get_by_role("alert")).to_be_visible()
    check(page)
    member = browse(ada)
    member.goto("/settings/delete/")
    press(member.get_by_role("button", name="Delete everything"))
    expect(member.get_by_role("alert")).to_be_visible()
    check(member)


def test_a_form_without_its_token(page: Page, watch: Watch) -> None:
    watch.expect("403")
    page.goto("/accounts/login/")
    page.context.clear_cookies()
    press(page.get_by_role("button", name="Log in", exact=True))
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Log in")
    check(page)


def test_open_menus_and_a_toast(browse: Opener, learner: User, content: Catalogue) -> None:
    page = browse(learner)
    page.goto("/roadmap/")
    row = page.locator("details.stage[open] .skill").first
    row.locator(".tick").click()
    expect(page.locator("#toasts .toast")).to_be_visible()
    row.locator(".more").click()
    expect(row.locator(".menu__act").first).to_be_focused()
    check(page)


def test_which_side_to_keep(page: Page, learner: User, content: Catalogue) -> None:
    page.goto(content.stages[0].skills[0].url)
    page.get_by_role("button", name="Start learning").click()
    expect(page.get_by_role("button", name="Mark done")).to_be_visible()
    page.goto("/accounts/login/")
    log_in(page, "ada@example.org")
    expect(page).to_have_url("/accounts/which/")
    check(page)
