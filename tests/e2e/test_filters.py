"""Filters of the roadmap: they stand in the address, and the way back leads through them."""

import pytest
from playwright.sync_api import Page, expect

from careers.acts.mark import mark
from careers.figures.catalogue import Catalogue
from careers.models import User
from tests.e2e import hands, truth
from tests.e2e.conftest import Opener


@pytest.fixture
def roadmap(browse: Opener, ada: User, content: Catalogue) -> Page:
    """Two skills of the first stage are done, the third is being learned."""
    for skill, state in zip(content.stages[0].skills, ("done", "done", "learning"), strict=False):
        mark(ada, skill.id, state)
    page = browse(ada)
    page.goto("/roadmap/")
    return page


def shown(page: Page) -> int:
    return page.locator("#roadmap-list .skill").count()


def tab(page: Page, name: str) -> None:
    page.locator(".tabs").get_by_role("link", name=name).click()


def choose(page: Page, menu: str, act: str) -> None:
    page.locator(".filters__menus .menu", has_text=menu).locator("summary").click()
    page.locator(".filters__menus").get_by_role("link", name=act, exact=True).click()


def test_filters_stand_in_the_address_and_go_back(roadmap: Page, content: Catalogue) -> None:
    everything = shown(roadmap)
    tab(roadmap, "Done")
    expect(roadmap).to_have_url("/roadmap/?show=done")
    expect(roadmap.locator("#roadmap-list .skill")).to_have_count(2)
    tab(roadmap, "Learning")
    expect(roadmap).to_have_url("/roadmap/?show=learning")
    expect(roadmap.locator("#roadmap-list .skill")).to_have_count(1)
    roadmap.go_back()
    expect(roadmap).to_have_url("/roadmap/?show=done")
    expect(roadmap.locator("#roadmap-list .skill")).to_have_count(2)
    roadmap.go_back()
    expect(roadmap).to_have_url("/roadmap/")
    expect(roadmap.locator("#roadmap-list .skill")).to_have_count(everything)
    roadmap.go_forward()
    expect(roadmap.locator("#roadmap-list .skill")).to_have_count(2)
    hands.mark(roadmap, content.stages[0].skills[0].slug)  # the list that came back can be marked


def test_role_and_level_join_the_state(roadmap: Page, content: Catalogue) -> None:
    tab(roadmap, "Essential")
    expect(roadmap).to_have_url("/roadmap/?show=essential")
    choose(roadmap, "Machine-learning engineer", "Data scientist")
    expect(roadmap).to_have_url("/roadmap/?show=essential&role=data-scientist")
    expect(roadmap.get_by_text("Seen as data scientist")).to_be_visible()
    choose(roadmap, "Every level", "Core")
    expect(roadmap).to_have_url("/roadmap/?show=essential&role=data-scientist&level=core")
    role = content.role("data-scientist")
    assert role
    wanted = [s for s in content.live if s.need_of_role.get(role.id) == "essential" and s.level == "core"]
    expect(roadmap.locator("#roadmap-list .skill")).to_have_count(len(wanted))
    roadmap.reload()
    expect(roadmap.locator("#roadmap-list .skill")).to_have_count(len(wanted))


def test_a_marked_row_stays_until_the_next_load(roadmap: Page, ada: User) -> None:
    tab(roadmap, "Left")
    expect(roadmap).to_have_url("/roadmap/?show=left")
    slug = hands.open_slugs(roadmap)[0]
    hands.mark(roadmap, slug)
    expect(hands.row(roadmap, slug)).to_have_attribute("data-state", "done")
    assert truth.state(ada, slug) == "done"
    roadmap.reload()
    expect(hands.row(roadmap, slug)).to_have_count(0)


def test_filters_without_javascript(browse: Opener, ada: User, content: Catalogue) -> None:
    page = browse(ada, java_script_enabled=False)
    page.goto("/roadmap/?show=left&level=core")
    slug = hands.open_slugs(page)[0]
    hands.tick(page, slug).click()
    expect(page).to_have_url(f"/roadmap/?show=left&level=core#skill-{slug}")
    assert truth.states(ada) == {slug: "done"}
    expect(hands.row(page, slug)).to_have_count(0)


def test_a_link_to_a_skill_opens_its_stage(browse: Opener, ada: User, content: Catalogue) -> None:
    slug = content.stages[-1].skills[-1].slug
    page = browse(ada)
    page.goto(f"/roadmap/#skill-{slug}")
    expect(hands.row(page, slug)).to_be_in_viewport()
