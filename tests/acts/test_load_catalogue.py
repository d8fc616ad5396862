import threading
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection

from careers.acts.catalogue.files import CatalogueRefused
from careers.acts.load_catalogue import Loaded, load_catalogue
from careers.models import (
    Background,
    BriefCheck,
    CatalogueEntry,
    CatalogueState,
    DayBefore,
    InterviewCriterion,
    InterviewStage,
    InterviewStageSkill,
    InterviewStep,
    Outcome,
    OutcomeTick,
    Plan,
    Prerequisite,
    Resource,
    Role,
    Skill,
    SkillEvent,
    SkillNote,
    SkillResource,
    SkillState,
    Stage,
    User,
    personal_models,
)
from tests import factories
from tests.catalogue_text import CatalogueText, resource, skill

pytestmark = pytest.mark.django_db


@pytest.fixture
def text(tmp_path: Path) -> CatalogueText:
    """The small catalogue, loaded."""
    written = CatalogueText(tmp_path)
    load_catalogue(tmp_path)
    return written


@pytest.fixture
def ada(text: CatalogueText) -> User:
    """Has something of every kind on numpy."""
    user = User.objects.create_user("ada@example.org")
    numpy = Skill.objects.get(key="numpy")
    Plan.objects.create(user=user, role=Role.objects.get(), background=Background.objects.get())
    event = SkillEvent.objects.create(user=user, skill=numpy, was="todo", state="learning")
    SkillState.objects.create(user=user, skill=numpy, state="learning", before="todo", since=event.at)
    SkillNote.objects.create(user=user, skill=numpy, text="Broadcasting is odd.")
    for outcome in numpy.outcomes.all():
        OutcomeTick.objects.create(user=user, skill=numpy, outcome=outcome)
    return user


def rows(*models: Any) -> dict[str, list[Any]]:
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


def progress() -> dict[str, list[Any]]:
    return rows(*personal_models())


def every_table() -> dict[str, list[Any]]:
    return rows(*apps.get_app_config("careers").get_models())


def load(text: CatalogueText) -> Loaded:
    return load_catalogue(text.folder)


def test_load_into_an_empty_database_adds_everything(tmp_path: Path) -> None:
    text = CatalogueText(tmp_path)
    assert load(text).added == [
        "guide learning",
        "background newcomer",
        "role ml-engineer",
        "stage basics",
        "skill python",
        "skill numpy",
        "resource think-python",
        "resource fluent-python",
        "resource numpy-guide",
        "camp summit",
        "brief counter",
        "interview stage coding",
        "interview stage onsite",
        "day-before line rest",
        "day-before line breakfast",
    ]


def test_load_writes_every_relation(text: CatalogueText) -> None:
    numpy = Skill.objects.get(key="numpy")
    assert list(numpy.prerequisites.values_list("key", flat=True)) == ["python"]
    assert list(numpy.needed_by.values_list("role__key", "need")) == [("ml-engineer", "essential")]
    assert list(numpy.head_starts.values_list("background__key", "action")) == [("newcomer", "shorten")]
    assert list(numpy.camps.values_list("camp__key", "role__key")) == [("summit", "ml-engineer")]
    shelf = SkillResource.objects.filter(skill__key="python").values_list("resource__key", "order", "part_hours")
    assert list(shelf) == [("think-python", 1, None), ("fluent-python", 2, 2)]


def test_load_again_is_skipped(text: CatalogueText) -> None:
    assert load(text) == Loaded(skipped=True)


def test_load_again_by_force_changes_nothing(text: CatalogueText) -> None:
    before = every_table()
    loaded = load_catalogue(text.folder, force=True)
    assert every_table() == before
    assert (loaded.added, loaded.changed, loaded.conflicts) == ([], [], [])


# --- three-way -----------------------------------------------------------------------------------


def test_changed_text_updates_the_database(text: CatalogueText) -> None:
    text.edit("skills", "numpy", hours=15, title="NumPy")
    assert load(text).changed == ["skill numpy: title, hours"]
    assert Skill.objects.values_list("title", "hours").get(key="numpy") == ("NumPy", 15)


def test_changed_database_stays(text: CatalogueText) -> None:
    Skill.objects.filter(key="numpy").update(hours=18)
    text.edit("skills", "numpy", title="NumPy")
    assert load(text).conflicts == []
    assert Skill.objects.values_list("title", "hours").get(key="numpy") == ("NumPy", 18)


def test_both_changed_is_a_conflict_and_neither_is_lost(text: CatalogueText) -> None:
    Skill.objects.filter(key="numpy").update(hours=18)
    text.edit("skills", "numpy", hours=15)
    assert list(map(str, load(text).conflicts)) == ["skill numpy: hours: text 15, database 18"]
    assert Skill.objects.get(key="numpy").hours == 18
    assert CatalogueEntry.objects.get(kind="skill", key="numpy").conflicts == {"hours": 15}


def test_conflict_is_listed_until_it_is_settled(text: CatalogueText) -> None:
    Skill.objects.filter(key="numpy").update(hours=18)
    text.edit("skills", "numpy", hours=15)
    load(text)
    assert len(load(text).conflicts) == 1
    Skill.objects.filter(key="numpy").update(hours=15)
    assert load(text).conflicts == []
    assert load(text).skipped


def test_conflict_ends_when_the_text_goes_back(text: CatalogueText) -> None:
    Skill.objects.filter(key="numpy").update(hours=18)
    text.edit("skills", "numpy", hours=15)
    load(text)
    text.edit("skills", "numpy", hours=10)
    assert load(text).conflicts == []
    assert Skill.objects.get(key="numpy").hours == 18


def test_both_changed_to_the_same_is_fine(text: CatalogueText) -> None:
    Skill.objects.filter(key="numpy").update(hours=15)
    text.edit("skills", "numpy", hours=15)
    assert load(text).conflicts == []


def test_relation_edited_in_the_database_stays(text: CatalogueText) -> None:
    Prerequisite.objects.all().delete()
    text.edit("skills", "numpy", title="NumPy")
    load(text)
    assert Prerequisite.objects.count() == 0


def test_relation_edited_on_both_sides_is_a_conflict(text: CatalogueText) -> None:
    SkillResource.objects.filter(skill__key="numpy").delete()
    text.edit("skills", "numpy", resources=["numpy-guide", "fluent-python"])
    assert list(map(str, load(text).conflicts)) == [
        "skill numpy: resources: text numpy-guide, fluent-python, database nothing"
    ]


def test_order_of_resources_follows_the_text(text: CatalogueText) -> None:
    text.edit("skills", "python", resources=["fluent-python", "think-python"])
    assert load(text).changed == ["skill python: resources, one_is_enough"]
    keys = SkillResource.objects.filter(skill__key="python").order_by("order").values_list("resource__key", flat=True)
    assert list(keys) == ["fluent-python", "think-python"]


def test_row_made_in_the_database_is_left_alone(text: CatalogueText) -> None:
    made = Resource.objects.create(
        guide=factories.guide(), key="mine", title="Mine", url="https://example.org/mine", kind="book"
    )
    text.edit("skills", "numpy", hours=15)
    assert load(text).retired == []
    assert Resource.objects.get(pk=made.pk).retired_at is None


def test_text_entry_that_the_database_has_already_differs_in_conflicts(text: CatalogueText) -> None:
    Resource.objects.create(
        guide=factories.guide(), key="mine", **{k: v for k, v in resource("mine", title="Ours").items() if k != "key"}
    )
    text.add("resources", resource("mine"))
    text.edit("skills", "numpy", resources=["numpy-guide", "mine"])
    for _ in range(2):
        assert [str(conflict) for conflict in load(text).conflicts] == [
            "resource mine: title: text Mine, database Ours"
        ]


# --- keys, addresses, retirement -----------------------------------------------------------------


def test_retired_skill_keeps_all_progress(text: CatalogueText, ada: User) -> None:
    before = progress()
    text.drop_numpy()
    assert load(text).retired == ["skill numpy"]
    assert Skill.objects.get(key="numpy").retired_at is not None
    assert progress() == before


def test_skill_that_reappears_is_revived_with_its_progress(text: CatalogueText, ada: User) -> None:
    before = progress()
    put_back = text.drop_numpy()
    load(text)
    put_back()
    assert load(text).revived == ["skill numpy"]
    assert Skill.objects.get(key="numpy").retired_at is None
    assert progress() == before


def test_skill_revived_in_the_database_stays(text: CatalogueText) -> None:
    text.drop_numpy()
    load(text)
    Skill.objects.filter(key="numpy").update(retired_at=None)
    text.edit("skills", "python", hours=11)
    assert load(text).retired == []
    assert Skill.objects.get(key="numpy").retired_at is None


def test_new_address_keeps_the_old_one_and_all_progress(text: CatalogueText, ada: User) -> None:
    before = progress()
    text.edit("skills", "numpy", slug="arrays")
    assert load(text).renamed == ["skill numpy: address numpy → arrays"]
    assert Skill.objects.values_list("slug", "former_slugs").get(key="numpy") == ("arrays", ["numpy"])
    assert progress() == before


def test_new_key_moves_the_row_and_all_progress(text: CatalogueText, ada: User) -> None:
    before, pk = progress(), Skill.objects.get(key="numpy").pk
    text.entry("camps", "summit")["by_role"] = {"ml-engineer": ["arrays"]}
    text.edit("skills", "numpy", key="arrays", formerly=["numpy"])
    loaded = load(text)
    assert loaded.renamed == ["skill numpy → arrays", "skill arrays: address numpy → arrays"]
    assert (loaded.added, loaded.retired, loaded.conflicts) == ([], [], [])
    assert Skill.objects.get(key="arrays").pk == pk
    assert progress() == before


def test_new_key_is_no_curators_change_to_those_who_mention_it(text: CatalogueText) -> None:
    text.edit("skills", "python", key="snake", formerly=["python"])
    text.entry("camps", "summit")["skills"] = ["snake"]
    text.entry("briefs", "counter")["skills"] = ["snake"]
    text.entry("interview-stages", "coding")["skills"] = ["snake"]
    text.entry("interview-stages", "onsite")["skills"] = ["snake"]
    text.edit("skills", "numpy", prerequisites=[])
    assert load(text).conflicts == []
    assert Prerequisite.objects.count() == 0


def test_new_key_that_has_a_row_already_is_only_remarked(text: CatalogueText) -> None:
    text.edit("skills", "numpy", formerly=["vectors"])
    Skill.objects.create(key="vectors", slug="vectors", stage=Stage.objects.get(), order=9, hours=1)
    assert load(text).remarks == ["skills/skills.yaml: numpy: vectors is a row of its own in the database"]


def test_outcome_reworded_keeps_its_ticks(text: CatalogueText, ada: User) -> None:
    before = progress()
    text.edit(
        "skills", "numpy", outcomes=[{"id": "explain", "text": "explain arrays"}, {"id": "use", "text": "use them"}]
    )
    load(text)
    outcomes = Outcome.objects.filter(skill__key="numpy").values_list("key", "text")
    assert list(outcomes) == [("explain", "explain arrays"), ("use", "use them")]
    assert progress() == before


def test_outcome_that_left_the_text_is_retired_with_its_ticks(text: CatalogueText, ada: User) -> None:
    before = progress()
    text.edit("skills", "numpy", outcomes=[{"id": "use", "text": "use numpy"}])
    load(text)
    assert Outcome.objects.get(skill__key="numpy", key="explain").retired_at is not None
    assert progress() == before


def test_outcome_that_returns_is_live_again(text: CatalogueText, ada: User) -> None:
    both = text.entry("skills", "numpy")["outcomes"]
    before = progress()
    text.edit("skills", "numpy", outcomes=both[:1])
    load(text)
    text.edit("skills", "numpy", outcomes=both)
    load(text)
    assert Outcome.objects.filter(skill__key="numpy", retired_at=None).count() == 2
    assert progress() == before


def test_role_and_background_that_left_the_text_keep_the_plan(text: CatalogueText, ada: User) -> None:
    before = progress()
    text.entries["roles"][0]["key"] = "mlops-engineer"
    text.entries["backgrounds"][0]["key"] = "student"
    for entry in text.entries["skills"]:
        entry["roles"], entry["head_starts"] = {"mlops-engineer": "useful"}, {}
    text.edit("camps", "summit", by_role={})
    assert load(text).retired == ["background newcomer", "role ml-engineer"]
    assert progress() == before


# --- all or nothing ------------------------------------------------------------------------------


def test_refused_files_write_nothing(text: CatalogueText) -> None:
    before = every_table()
    text.edit("skills", "numpy", hours="many")
    text.edit("skills", "python", hours=11)
    with pytest.raises(CatalogueRefused, match="numpy: hours: 'many' is not a whole number"):
        load(text)
    assert every_table() == before


def test_circle_of_text_and_database_together_is_refused(text: CatalogueText) -> None:
    text.add("skills", skill("pandas"))
    load(text)
    python, pandas = (Skill.objects.get(key=key) for key in ("python", "pandas"))
    Prerequisite.objects.create(skill=python, needs=pandas)
    text.edit("skills", "pandas", prerequisites=["numpy"])
    before = every_table()
    with pytest.raises(CatalogueRefused, match=r"prerequisites form a circle: .* → .* → .* → "):
        load(text)
    assert every_table() == before


def test_address_of_a_row_that_only_the_database_knows_is_refused(text: CatalogueText) -> None:
    Resource.objects.create(
        guide=factories.guide(), key="mine", title="Mine", url="https://example.org/pandas", kind="book"
    )
    text.add("resources", resource("pandas"))
    with pytest.raises(CatalogueRefused) as refused:
        load(text)
    assert str(refused.value) == "resource pandas: url https://example.org/pandas is that of mine in the database"


def test_two_entries_that_swap_addresses_are_refused_in_words(text: CatalogueText) -> None:
    text.edit("resources", "think-python", url="https://example.org/fluent-python")
    text.edit("resources", "fluent-python", url="https://example.org/think-python")
    with pytest.raises(CatalogueRefused, match=r"the database refuses this: Key .* already exists"):
        load(text)


def test_loading_raises_the_version(text: CatalogueText) -> None:
    before = CatalogueState.objects.get().version
    text.edit("skills", "numpy", hours=15)
    load(text)
    assert CatalogueState.objects.get().version > before


def test_a_lost_count_of_versions_comes_back_and_never_goes_back(text: CatalogueText) -> None:
    """As after `manage.py flush`, which empties every table."""
    before = CatalogueState.objects.get().version
    CatalogueState.objects.all().delete()
    text.edit("skills", "numpy", hours=15)
    load(text)
    assert CatalogueState.objects.get().version > before
    assert load(text).skipped


@pytest.mark.django_db(transaction=True)
def test_two_starters_at_once_load_once(tmp_path: Path) -> None:
    text, loaded = CatalogueText(tmp_path), []

    def start() -> None:
        loaded.append(load(text))
        connection.close()

    starters = [threading.Thread(target=start) for _ in range(3)]
    for starter in starters:
        starter.start()
    for starter in starters:
        starter.join()
    assert sorted(result.skipped for result in loaded) == [False, True, True]


# --- command -------------------------------------------------------------------------------------


def command(text: CatalogueText, *options: str) -> list[str]:
    out = StringIO()
    call_command("load_catalogue", "--folder", str(text.folder), *options, stdout=out)
    return out.getvalue().splitlines()


def test_command_says_that_nothing_changed(text: CatalogueText) -> None:
    assert command(text) == ["Catalogue: unchanged."]


def test_command_says_what_it_did(text: CatalogueText) -> None:
    Skill.objects.filter(key="numpy").update(hours=18)
    text.edit("skills", "numpy", hours=15)
    text.edit("roles", "ml-engineer", title="Engineer")
    assert command(text) == [
        "Catalogue: 1 guide, 1 background, 1 role, 1 stage, 2 skills, 3 resources, 1 camp, 1 brief,"
        " 2 interview stages, 2 day-before lines: 1 changed, 1 conflict.",
        "  changed: role ml-engineer: title",
        "  conflict: skill numpy: hours: text 15, database 18",
    ]


def test_command_refuses_with_a_line_for_each_fault(text: CatalogueText) -> None:
    text.edit("skills", "numpy", hours=0, level="hard")
    with pytest.raises(CommandError) as refused:
        command(text)
    assert str(refused.value).splitlines() == [
        "The catalogue was not loaded.",
        "skills/skills.yaml: numpy: hours: 0 is less than 1",
        "skills/skills.yaml: numpy: level: 'hard' is none of foundation, core, advanced",
    ]


def test_a_check_that_leaves_a_brief_is_retired_and_comes_back(text: CatalogueText):
    load_catalogue(text.folder)
    said = text.entry("briefs", "counter")["checks"]
    text.edit("briefs", "counter", checks=said[:1])
    load_catalogue(text.folder)
    assert list(BriefCheck.objects.filter(retired_at__isnull=True).values_list("key", flat=True)) == ["counts"]
    text.edit("briefs", "counter", checks=said)
    load_catalogue(text.folder)
    assert BriefCheck.objects.filter(retired_at__isnull=True).count() == 2


def test_two_checks_of_a_brief_with_one_id_are_refused(text: CatalogueText):
    line = {"id": "counts", "text": "Counts"}
    text.edit("briefs", "counter", checks=[line, line | {"text": "Counts again"}])
    with pytest.raises(CatalogueRefused) as refused:
        load_catalogue(text.folder)
    assert [problem.reason for problem in refused.value.problems] == ["check id counts stands twice"]


def test_an_interview_stage_may_be_part_of_a_later_one(text: CatalogueText):
    assert dict(InterviewStage.objects.values_list("key", "part_of__key")) == {"coding": "onsite", "onsite": None}
    del text.entry("interview-stages", "coding")["part_of"]
    text.save()
    assert load(text).changed == ["interview stage coding: part_of"]
    assert InterviewStage.objects.get(key="coding").part_of is None


def test_a_step_that_leaves_an_interview_stage_is_retired(text: CatalogueText):
    text.edit("interview-stages", "coding", prepare=[{"id": "say-aloud", "text": "Say it all aloud"}])
    load(text)
    lines = InterviewStep.objects.filter(interview_stage__key="coding", retired_at=None)
    assert list(lines.values_list("key", "text")) == [("say-aloud", "Say it all aloud")]


def test_every_table_of_the_interviews_counts_catalogue_versions(text: CatalogueText):
    tables = (InterviewStage, InterviewStep, InterviewCriterion, InterviewStageSkill, DayBefore)
    before = CatalogueState.objects.get().version
    for model in tables:
        model._default_manager.update(order=7)
    assert CatalogueState.objects.get().version == before + len(tables)
