"""A project's texts, status, checks and skills, without HTTP."""

import datetime as dt
import json

import pytest
import time_machine
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from careers.acts.edit_project import (
    EARLIER_KEPT,
    Clash,
    _taken_away,
    bring_back,
    keep_texts,
    link_skill,
    move_project,
    remove_project,
    return_project,
    start_project,
    tick_check,
    unlink_skill,
)
from careers.acts.export_data import export_data
from careers.acts.import_data import import_file, validator
from careers.figures.standing import standing_of
from careers.models import (
    Project,
    ProjectCheck,
    ProjectEvent,
    ProjectLink,
    ProjectSkill,
    ProjectVersion,
    Skill,
    User,
    personal_models,
)
from tests import factories

pytestmark = pytest.mark.django_db
LATER = dt.timedelta(hours=1)


@pytest.fixture
def project(ada: User) -> Project:
    return factories.project(ada, title="Leaves")


def earlier(project: Project) -> list[tuple[str, str, int]]:
    rows = ProjectVersion.objects.filter(project=project).order_by("pk")
    return list(rows.values_list("field", "text", "number"))


# --- starting ---


def test_a_brief_becomes_a_project_with_its_skills(ada: User):
    skill = factories.skill("python", factories.stage())
    project = start_project(ada, "A counter", brief=factories.brief("counter", skill))
    assert (project.status, [p.skill for p in project.proofs.all()]) == ("idea", [skill])
    assert [event.status for event in project.events.all()] == ["idea"]


def test_starting_a_brief_twice_leads_to_one_project(ada: User):
    brief = factories.brief("counter")
    first = start_project(ada, "A counter", brief=brief)
    assert start_project(ada, "A counter", brief=brief) == first
    remove_project(ada, first.pk)
    assert start_project(ada, "A counter", brief=brief) != first


# --- texts ---


def test_a_save_keeps_what_stood_there(ada: User, project: Project):
    kept = keep_texts(ada, project.pk, {"title": "Leaves", "pitch": "First"}, 1)
    assert (kept.changed, kept.project.version, earlier(project)) == (("pitch",), 2, [("pitch", "", 2)])


def test_saving_the_same_changes_nothing(ada: User, project: Project):
    keep_texts(ada, project.pk, {"pitch": "First"}, 1)
    again = keep_texts(ada, project.pk, {"pitch": "First"}, 1)
    assert (again.changed, again.project.version) == ((), 2)


def test_typing_on_shares_one_earlier_version(ada: User, project: Project):
    for number, text in enumerate(("G", "Growers", "Growers wait"), 1):
        keep_texts(ada, project.pk, {"problem": text}, number)
    assert earlier(project) == [("problem", "", 4)]


def test_a_pause_begins_another_earlier_version(ada: User, project: Project):
    keep_texts(ada, project.pk, {"problem": "Growers wait"}, 1)
    with time_machine.travel(timezone.now() + LATER, tick=False):
        keep_texts(ada, project.pk, {"problem": "Growers wait long"}, 2)
    assert earlier(project) == [("problem", "", 2), ("problem", "Growers wait", 3)]


def test_a_text_that_vanishes_at_once_is_kept(ada: User, project: Project):
    keep_texts(ada, project.pk, {"problem": "Growers wait. " * 10}, 1)
    keep_texts(ada, project.pk, {"problem": "x"}, 2)
    assert earlier(project)[-1] == ("problem", "Growers wait. " * 10, 3)


def test_of_two_tabs_the_second_is_told(ada: User, project: Project):
    keep_texts(ada, project.pk, {"pitch": "from the first tab"}, 1)
    with pytest.raises(Clash) as clash:
        keep_texts(ada, project.pk, {"pitch": "from the second tab"}, 1)
    assert (clash.value.fields, clash.value.current.pitch) == (("pitch",), "from the first tab")
    project.refresh_from_db()
    assert (project.pitch, project.version) == ("from the first tab", 2)


def test_two_tabs_on_different_texts_do_not_meet(ada: User, project: Project):
    keep_texts(ada, project.pk, {"pitch": "first"}, 1)
    kept = keep_texts(ada, project.pk, {"method": "second"}, 1)
    assert (kept.project.pitch, kept.project.method, kept.project.version) == ("first", "second", 3)


def test_bringing_back_makes_a_new_version(ada: User, project: Project):
    keep_texts(ada, project.pk, {"problem": "The first text. " * 10}, 1)
    keep_texts(ada, project.pk, {"problem": "The second"}, 2)
    version = ProjectVersion.objects.get(text__startswith="The first")
    kept = bring_back(ada, version.pk)
    assert (kept.project.problem, kept.project.version) == ("The first text. " * 10, 4)


def test_the_newest_earlier_versions_are_kept(ada: User, project: Project):
    for number in range(EARLIER_KEPT + 5):
        ProjectVersion.objects.create(user=ada, project=project, field="problem", text=f"{number}", number=1)
    with time_machine.travel(timezone.now() + LATER, tick=False):
        keep_texts(ada, project.pk, {"problem": "x"}, 1)
    assert ProjectVersion.objects.count() == EARLIER_KEPT
    assert ProjectVersion.objects.filter(text="0").exists() is False


def test_nobody_saves_into_somebody_elses_project(grace: User, project: Project):
    with pytest.raises(Project.DoesNotExist):
        keep_texts(grace, project.pk, {"pitch": "mine"}, 1)


@given(st.text("ab", max_size=6), st.text("ab", max_size=6), st.text("ab", max_size=6), st.text("ab", max_size=6))
@settings(max_examples=100)
def test_no_more_counts_as_taken_away_than_was(head: str, old: str, new: str, tail: str):
    assert 0 <= _taken_away(head + old + tail, head + new + tail) <= len(old)
    assert _taken_away(head + tail, head + new + tail) == 0


# --- status ---


def test_a_status_is_dated_once(ada: User, project: Project):
    assert [move_project(ada, project.pk, "building") for _ in range(2)] == [True, False]
    move_project(ada, project.pk, "published")
    project.refresh_from_db()
    today = timezone.localdate()
    assert (project.started_on, project.finished_on) == (today, today)
    assert [event.status for event in ProjectEvent.of(ada)] == ["idea", "building", "published"]


def test_publishing_fits_dates_that_are_there(ada: User, project: Project):
    Project.objects.filter(pk=project.pk).update(started_on=dt.date(2999, 1, 1))
    move_project(ada, project.pk, "published")
    project.refresh_from_db()
    assert project.finished_on == dt.date(2999, 1, 1)


# --- deleting ---


def test_a_deleted_project_is_out_of_sight_and_can_return(ada: User, project: Project):
    remove_project(ada, project.pk)
    assert list(Project.kept_by(ada)) == []
    return_project(ada, project.pk)
    assert list(Project.kept_by(ada)) == [project]


def test_after_a_month_a_deleted_project_is_gone(ada: User, project: Project):
    remove_project(ada, project.pk)
    Project.objects.update(removed_at=timezone.now() - dt.timedelta(days=31))
    remove_project(ada, factories.project(ada).pk)
    assert Project.objects.filter(pk=project.pk).exists() is False


# --- checks and skills ---


def test_a_tick_has_a_pointer_and_can_be_taken_away(ada: User, project: Project):
    for pointer in ("README", "Makefile"):
        tick_check(ada, project.pk, "evidence", "run", pointer)
    assert [check.pointer for check in ProjectCheck.of(ada)] == ["Makefile"]
    tick_check(ada, project.pk, "evidence", "run", None)
    assert ProjectCheck.of(ada).exists() is False


def test_a_skill_is_linked_once_and_says_how_it_shows(ada: User, project: Project):
    skill = factories.skill("python", factories.stage())
    for proof in ("", "In the loop."):
        link_skill(ada, project.pk, skill.pk, proof)
    assert [link.proof for link in ProjectSkill.of(ada)] == ["In the loop."]
    assert unlink_skill(ada, project.pk, skill.pk) == "In the loop."
    assert unlink_skill(ada, project.pk, skill.pk) is None


# --- what it proves ---


def test_every_act_works_out_anew_what_is_proven(ada: User):
    skill: Skill = factories.skill("python", factories.stage())
    project = factories.shown_project(ada, skill)

    def proves() -> bool:
        project.refresh_from_db()
        return project.proves

    assert proves() is True
    keep_texts(ada, project.pk, {"data_licence": ""}, 1)
    assert proves() is False
    keep_texts(ada, project.pk, {"data_licence": "CC0"}, 2)
    move_project(ada, project.pk, "archived")
    assert proves() is False
    move_project(ada, project.pk, "published")
    assert proves() is True
    remove_project(ada, project.pk)
    assert proves() is False
    return_project(ada, project.pk)
    assert proves() is True


def test_a_project_with_all_its_parts_comes_in_whole_elsewhere(ada: User, grace: User):
    skill = factories.skill("python", factories.stage())
    project = factories.shown_project(ada, skill, brief=factories.brief("counter", skill))
    keep_texts(ada, project.pk, {"pitch": "Another line"}, 1)
    tick_check(ada, project.pk, "evidence", "run", "README")
    ProjectLink.objects.create(user=ada, project=project, kind="demo", url="https://example.org/")
    move_project(ada, project.pk, "archived")
    move_project(ada, project.pk, "published")
    data = json.dumps(export_data(ada)).encode()
    assert list(validator().iter_errors(json.loads(data))) == []
    parts = [model for model in personal_models() if model.export_name.startswith("project")]
    for _ in range(2):
        import_file(grace, data)
        assert [model.exported_of(grace) for model in parts] == [model.exported_of(ada) for model in parts]
    assert standing_of(grace).proven == {skill.pk}
