"""The roadmap on paper."""

import io

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from careers.acts.mark import mark
from careers.figures.catalogue import Catalogue
from careers.models import User
from tests.e2e.conftest import Opener

SMALLEST = 10  # CSS pixels, which are 7.5 points


def on_paper(page: Page) -> list[str]:
    """The text of each page."""
    page.goto("/roadmap/print/")
    return [sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages]


@pytest.mark.parametrize("background", ["software-engineer", "newcomer"])
def test_the_whole_roadmap_is_two_pages(browse: Opener, ada: User, content: Catalogue, background: str) -> None:
    ada.plan.background_id = (content.background(background) or content.backgrounds[-1]).id
    ada.plan.save()
    for stage in content.stages:
        mark(ada, stage.skills[0].id, "done")
    sheets = on_paper(browse(ada))
    assert len(sheets) == 2
    words = " ".join("".join(sheets).split())
    assert [skill.code for skill in content.live if skill.code not in words] == []


def test_a_visitor_prints_two_pages(page: Page) -> None:
    assert len(on_paper(page)) == 2


def test_print_is_legible(page: Page) -> None:
    page.goto("/roadmap/print/")
    page.emulate_media(media="print")
    sizes = page.locator(".print-stages :is(li, h2) > span:not(:has(.need)):not(.print-box)").evaluate_all(
        "all => all.map(one => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert min(sizes) >= SMALLEST
