"""Setting back and putting back, from the pages."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from careers.acts.mark import mark
from careers.models import CatalogueNews, Reset, Skill, SkillState, User

pytestmark = pytest.mark.usefixtures("skills")


@pytest.fixture
def marked(ada: User, skills: dict[str, Skill]) -> None:
    """python and numpy of the first stage, pandas of the second."""
    for skill in Skill.objects.all():
        mark(ada, skill.pk, "done")


@pytest.mark.usefixtures("marked")
def test_a_reset_says_first_what_it_takes(as_ada: Client) -> None:
    held = as_ada.get("/settings/reset/?stage=first").context["held"]
    assert (held.marks, held.ticks, SkillState.objects.count()) == (2, 0, 3)


def test_where_nothing_is_marked_there_is_nothing_to_set_back(as_ada: Client) -> None:
    assert "nothing to set back" in as_ada.get("/settings/reset/").content.decode()
    as_ada.post("/settings/reset/")
    assert not Reset.objects.exists()


@pytest.mark.parametrize(("stage", "left"), [("first", 1), ("", 0)])
@pytest.mark.usefixtures("marked")
def test_a_reset_leads_back_to_the_roadmap_with_its_undo(as_ada: Client, stage: str, left: int) -> None:
    page = as_ada.post("/settings/reset/", {"stage": stage}, follow=True)
    assert SkillState.objects.count() == left
    assert f'name="reset" value="{Reset.objects.get().pk}"' in page.content.decode()
    back = as_ada.post("/settings/resets/recover/", {"reset": Reset.objects.get().pk, "next": "/roadmap/"})
    assert (back["Location"], SkillState.objects.count()) == ("/roadmap/", 3)


@pytest.mark.usefixtures("marked")
def test_what_is_too_old_is_said_so(as_ada: Client) -> None:
    as_ada.post("/settings/reset/")
    Reset.objects.update(at=timezone.now() - dt.timedelta(days=31))
    page = as_ada.post("/settings/resets/recover/", {"reset": Reset.objects.get().pk}, follow=True)
    assert "longer ago than 30 days" in page.content.decode()
    assert not SkillState.objects.exists()


@pytest.mark.parametrize("stage", ["none", "\x00", "x" * 5000])
def test_a_stage_that_is_none_is_not_found(as_ada: Client, stage: str) -> None:
    for send in (as_ada.get, as_ada.post):
        assert send("/settings/reset/", {"stage": stage}).status_code == 404


@pytest.mark.parametrize("pk", ["", "x", "0", "-1", "9" * 30, "\x00"])
@pytest.mark.parametrize("act", ["resets/recover", "merges/undo", "merges/guest"])
def test_what_is_no_id_is_not_found(as_ada: Client, act: str, pk: str) -> None:
    assert as_ada.post(f"/settings/{act}/", {"reset": pk, "merge": pk}).status_code == 404


@pytest.mark.usefixtures("plan")
def test_the_roadmap_says_that_something_changed(as_ada: Client, ada: User) -> None:
    User.objects.filter(pk=ada.pk).update(news_read_at=timezone.now() - dt.timedelta(days=7))
    assert f"{CatalogueNews.objects.count()}\xa0changes in the catalogue" in as_ada.get("/roadmap/").content.decode()
