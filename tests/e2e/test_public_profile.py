"""From an unpublished page to a visitor's browser and back, and what strangers' texts cannot do there."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from careers.figures.catalogue import Catalogue
from careers.models import ContactWay, Profile, Project, ProjectImage, ProjectLink, Skill, User
from tests import factories
from tests.e2e.conftest import PHONE, Opener
from tests.e2e.hands import press
from tests.e2e.watch import Watch

EVIL = "</script></title><script>window.ran=1</script><img src=x onerror=window.ran=1>"


@pytest.fixture
def project(ada: User, content: Catalogue) -> Project:
    """Ready to be shown: published, with evidence, and not on any page yet."""
    skill = Skill.objects.get(pk=content.stages[0].skills[0].id)
    project = factories.shown_project(ada, skill, slug="leaves", title="Leaf disease from photos")
    project.shownprojects.all().delete()
    ProjectLink.objects.create(user=ada, project=project, kind="demo", url="https://example.org/demo")
    return project


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.jpg"
    path.write_bytes(factories.picture((1200, 800), "JPEG"))
    return path


def test_publish_visit_and_take_down(browse: Opener, ada: User, project: Project, photo: Path, watch: Watch) -> None:
    watch.expect("404")
    own = browse(ada)
    own.goto(f"/portfolio/{project.pk}/images/")
    own.get_by_label("Picture", exact=True).set_input_files(photo)
    own.get_by_label("What it shows").fill("Nine leaves")
    press(own.get_by_role("button", name="Add the picture"))
    expect(own.locator("#pictures .thumb img")).to_have_count(1)

    own.goto("/settings/profile/")
    own.get_by_label("Handle").fill("ada")
    own.get_by_label("Name on the page").fill("Ada Lovelace")
    press(own.get_by_role("button", name="Save", exact=True))
    expect(own.locator("#status")).to_contain_text("/people/ada/")
    press(own.get_by_role("button", name="Show “Leaf disease from photos”"))
    expect(own.locator("#projects")).to_contain_text("On your page")

    visitor = browse(**PHONE)
    visitor.goto("/people/ada/")
    expect(visitor.get_by_role("heading", level=1)).not_to_have_text("Ada Lovelace")

    press(own.get_by_role("button", name="Publish my page"))
    expect(own.locator("#status")).to_contain_text("Anybody with the address sees it")
    visitor.goto("/people/ada/")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Ada Lovelace")
    press(visitor.locator(".chain summary").first)
    expect(visitor.locator(".chain").first).to_contain_text("0.28 better than the baseline.")
    press(visitor.locator(".work h3 a"))
    expect(visitor.get_by_alt_text("Nine leaves")).to_be_visible()
    assert visitor.get_by_alt_text("Nine leaves").evaluate("picture => picture.decode().then(() => true)")

    press(own.get_by_role("button", name="Take it down"))
    expect(own.locator("#status")).to_contain_text("Only you see your page")
    visitor.reload()
    expect(visitor.get_by_role("heading", level=1)).not_to_have_text("Leaf disease from photos")


def test_a_secret_link_without_javascript(browse: Opener, ada: User, project: Project) -> None:
    factories.profile(ada, is_public=False)
    own = browse(ada, java_script_enabled=False)
    own.goto("/settings/profile/")
    own.get_by_label("Whom it is for").fill("a friend")
    own.get_by_role("button", name="Make a link").click()
    address = own.get_by_label("The link for a friend", exact=True).input_value()
    own.get_by_role("button", name="Show “Leaf disease from photos”").click()
    visitor = browse()
    visitor.goto(address)
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Ada Lovelace")
    visitor.get_by_role("link", name="Leaf disease from photos").first.click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Leaf disease from photos")
    own.goto("/settings/profile/")
    expect(own.locator("#links")).to_contain_text("1\u00a0visit so far")


def test_focus_stays_where_it_was(browse: Opener, ada: User, project: Project) -> None:
    own = browse(ada)
    own.goto("/settings/profile/")
    own.locator(f"#project-{project.pk}").focus()
    own.keyboard.press("Enter")
    expect(own.locator(f"#project-{project.pk}")).to_have_text("Take it off")
    expect(own.locator(f"#project-{project.pk}")).to_be_focused()


@pytest.fixture
def poisoned(ada: User, project: Project) -> None:
    """A script in every text that the page shows."""
    texts = {column.name: EVIL[: column.max_length] for column in Profile._meta.fields if column.name in SHOWN}
    factories.profile(ada, **texts)
    ContactWay.objects.create(user=ada, kind="site", address="https://example.org/?" + EVIL, label=EVIL[:60])
    Project.objects.filter(pk=project.pk).update(
        **dict.fromkeys(("title", "pitch", "problem", "audience", "method", "split", "went_wrong"), EVIL),
        data_name=EVIL, data_url="javascript:window.ran=1", data_licence=EVIL,
    )  # fmt: skip
    project.metrics.update(name=EVIL[:80], unit="<b>", measured_on=EVIL)
    project.proofs.update(proof=EVIL)
    project.links.update(label=EVIL)
    project.shownprojects.create(user=ada, slug="leaves")


SHOWN = ("name", "headline", "place", "about")


@pytest.mark.parametrize("path", ["/people/ada/", "/people/ada/leaves/"])
def test_no_text_of_anybody_runs(page: Page, poisoned: None, path: str) -> None:
    page.goto(path)
    for summary in page.locator(".chain summary").all():
        summary.click()
    assert page.evaluate("window.ran") is None
    assert page.locator("main script, main img[src=x], a[href^='javascript']").count() == 0


def test_a_refused_picture_says_why_and_keeps_the_words(
    browse: Opener, ada: User, project: Project, tmp_path: Path, watch: Watch
) -> None:
    watch.expect("422")
    drawing = tmp_path / "drawing.png"
    drawing.write_text('<svg xmlns="http://www.w3.org/2000/svg"><script>window.ran=1</script></svg>')
    own = browse(ada)
    own.goto(f"/portfolio/{project.pk}/images/")
    own.get_by_label("Picture", exact=True).set_input_files(drawing)
    own.get_by_label("What it shows").fill("A drawing")
    press(own.get_by_role("button", name="Add the picture"))
    expect(own.get_by_role("alert")).to_contain_text("That is no picture of a kind we take")
    expect(own.get_by_label("What it shows")).to_have_value("A drawing")
    assert not ProjectImage.of(ada).exists()
