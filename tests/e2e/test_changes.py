"""A curator merges two skills, sees first what it does, and takes it back; a learner hears of it."""

import datetime as dt
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from careers.acts.mark import mark
from careers.acts.move import revert
from careers.acts.tick import tick
from careers.figures.catalogue import Catalogue
from careers.models import Move, SkillState, User
from tests import factories
from tests.e2e.conftest import Opener
from tests.e2e.test_access import check

GONE, HEIR = "openml-benchmarks", "kaggle-competitions"


@pytest.fixture
def curator(site: object) -> Iterator[User]:
    """Whatever they merged and did not take back themselves is taken back for the tests after."""
    yield factories.with_duty("cora@example.org")
    for move in Move.objects.filter(reverted_at=None):
        revert(move.pk, None)
    Move.objects.all().delete()


@pytest.mark.parametrize("scripts", [True, False])
def test_two_skills_are_merged_and_taken_apart(
    browse: Opener, curator: User, ada: User, content: Catalogue, scripts: bool
) -> None:
    gone, heir = content.by_slug[GONE], content.by_slug[HEIR]
    tick(ada, gone.id, gone.outcomes[0].id, on=True)
    mark(ada, gone.id, "done")
    User.objects.filter(pk=ada.pk).update(news_read_at=dt.datetime.now(dt.UTC))
    page = browse(curator, java_script_enabled=scripts)
    page.goto(f"/admin/careers/skill/{gone.id}/change/")
    page.get_by_role("link", name="Merge…").click()
    page.get_by_label("Into").select_option(label=f"{heir.stage_title}: {heir.title}")
    page.get_by_role("button", name="Show what it does").click()
    expect(page.get_by_text("fewer than 5", exact=True).first).to_be_visible()
    if scripts:
        check(page)
    page.get_by_label("Why").fill("Both ask for the same craft.")
    page.get_by_role("button", name="Merge, and tell those learners").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Changes")

    learner = browse(ada)
    learner.goto("/today/")
    expect(learner.locator("#news")).to_contain_text("Your tick moved with it. Both ask for the same craft.")
    learner.goto(gone.url)
    expect(learner).to_have_url(f"{learner.url.partition('/skills/')[0]}{heir.url}")

    page.get_by_role("button", name="Take back").first.click()
    expect(page.get_by_text("Taken back on")).to_be_visible()
    assert dict(SkillState.of(ada).values_list("skill__slug", "state")) == {GONE: "done"}
    if scripts:
        check(page)


@pytest.mark.parametrize("kind", ["merge", "split", "rename", "move", "retire"])
def test_a_form_of_a_change_for_every_eye(browse: Opener, curator: User, content: Catalogue, kind: str) -> None:
    page = browse(curator)
    page.goto(f"/admin/changes/skill/{GONE}/{kind}/")
    check(page)
