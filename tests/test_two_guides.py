"""Two guides side by side: each loads from a folder of its own, and what people have on a shared skill is one thing."""

from datetime import datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from careers.acts.catalogue.files import CatalogueRefused
from careers.acts.dump_catalogue import drift, dump_catalogue
from careers.acts.load_catalogue import TEXT, load_catalogue
from careers.acts.mark import mark
from careers.acts.move import carry_out, revert
from careers.acts.reset import reset
from careers.acts.start_plan import start_plan
from careers.figures.catalogue import catalogue
from careers.figures.moving.changes import Impact
from careers.figures.moving.skills import skills_merged
from careers.figures.moving.split import Part, split
from careers.figures.standing import standing_of, visitor_standing
from careers.models import (
    Background,
    HeadStart,
    Role,
    RoleSkill,
    SharedSkill,
    Skill,
    SkillState,
    Stage,
    User,
)
from tests import factories
from tests.acts.test_dump_catalogue import catalogue_rows, content_of
from tests.catalogue_text import CatalogueText, second_catalogue, skill

pytestmark = pytest.mark.django_db
DATA_ENGINEERING = Path(__file__).parent / "guides" / "data-engineering"


@pytest.fixture
def first(tmp_path: Path) -> CatalogueText:
    text = CatalogueText(tmp_path / "first")
    load_catalogue(text.folder)
    return text


@pytest.fixture
def second(first: CatalogueText, tmp_path: Path) -> CatalogueText:
    text = CatalogueText(tmp_path / "second", second_catalogue())
    load_catalogue(text.folder)
    return text


@pytest.fixture
def farmer(second: CatalogueText, ada: User) -> User:
    start_plan(ada, Role.objects.get(key="farmer").pk, Background.objects.get(key="newcomer").pk)
    return ada


@pytest.fixture
def engineer(second: CatalogueText, grace: User) -> User:
    start_plan(grace, Role.objects.get(key="ml-engineer").pk, Background.objects.get(key="newcomer").pk)
    return grace


def pk(key: str) -> int:
    return Skill.objects.get(key=key).pk


# --- text ---


def test_a_second_folder_retires_nothing_of_the_first(second: CatalogueText):
    assert not Skill.objects.filter(retired_at__isnull=False).exists()
    assert list(RoleSkill.objects.filter(skill__key="python").values_list("role__key", "need")) == [
        ("ml-engineer", "essential"),
        ("farmer", "useful"),
    ]


def test_either_folder_loads_again_without_the_other(first: CatalogueText, second: CatalogueText):
    before = catalogue_rows()
    for text in (first, second, first):
        assert load_catalogue(text.folder).skipped
        loaded = load_catalogue(text.folder, force=True)
        assert (loaded.changed, loaded.retired, loaded.conflicts) == ([], [], [])
    assert catalogue_rows() == before


def test_each_guide_is_written_to_a_folder_of_its_own(first: CatalogueText, second: CatalogueText, tmp_path: Path):
    for guide, text in (("learning", first), ("growing", second)):
        dump_catalogue(tmp_path / guide, guide)
        assert drift(tmp_path / guide) == drift(text.folder) == []
    assert sorted(content_of(tmp_path / "growing")) == [
        "backgrounds/backgrounds.yaml",
        "camps/camps.yaml",
        "guides/guides.yaml",
        "resources/books.yaml",
        "roles/roles.yaml",
        "shared-skills/01-fields.yaml",
        "skills/01-fields.yaml",
        "stages/stages.yaml",
    ]


def test_the_first_text_says_nothing_of_who_shares_its_skills(first: CatalogueText, second: CatalogueText):
    """Changed there, the needs and head starts of the other guide stay."""
    first.edit("skills", "python", roles={"ml-engineer": "useful"})
    load_catalogue(first.folder)
    assert dict(RoleSkill.objects.filter(skill__key="python").values_list("role__key", "need")) == {
        "ml-engineer": "useful",
        "farmer": "useful",
    }
    second.edit("shared-skills", "fields-python", roles={}, head_starts={})
    load_catalogue(second.folder)
    assert list(RoleSkill.objects.filter(skill__key="python").values_list("role__key", flat=True)) == ["ml-engineer"]
    assert sorted(HeadStart.objects.values_list("skill__key", "background__key")) == [
        ("numpy", "newcomer"),
        ("sowing", "newcomer"),
    ]


@pytest.mark.parametrize(
    ("folder", "entry", "fault"),
    [
        ("skills", skill("numpy", stage="fields", roles={}), "numpy: another guide has an entry with this key"),
        ("skills", skill("tea", stage="fields", slug="numpy", roles={}), "tea: slug numpy is that of numpy too"),
        ("skills", skill("tea", stage="fields"), "tea: roles names ml-engineer, a role of the guide learning"),
        ("skills", skill("tea", stage="fields", roles={}, prerequisites=["salt"]), "tea: unknown skill salt"),
        ("skills", skill("tea", stage="fields", roles={}, aliases=["Numpy skills"]), "is that of numpy too"),
        ("skills", skill("tea", stage="fields", roles={}, of_guide="learning"), "unknown field of_guide"),
        ("shared-skills", {"key": "x", "stage": "fields", "skill": "sowing"}, "sowing is a skill of growing already"),
        ("shared-skills", {"key": "x", "stage": "basics", "skill": "sowing"}, "x: stage basics is of another guide"),
        ("roles", {"key": "x", "title": "X", "description": "x", "of_guide": "learning"}, "is not the guide of these"),
        ("guides", {"key": "x", "title": "X", "subject": "x", "description": "x"}, "holds 2 guides instead of one"),
    ],
)  # fmt: skip
def test_what_cannot_stand_beside_the_first_is_refused(second: CatalogueText, folder: str, entry: dict, fault: str):
    before = catalogue_rows()
    second.add(folder, entry)
    with pytest.raises(CatalogueRefused) as refused:
        load_catalogue(second.folder)
    assert fault in str(refused.value)
    assert catalogue_rows() == before


def test_a_camp_asks_for_skills_of_its_guide_alone(second: CatalogueText):
    second.edit("camps", "harvest", skills=["numpy"])
    with pytest.raises(CatalogueRefused, match="harvest: numpy is no skill of growing: share it first"):
        load_catalogue(second.folder)


def test_a_fault_of_the_other_guide_is_not_held_against_this_one(second: CatalogueText):
    Skill.objects.update(aliases=["the same for all"])
    second.edit("skills", "sowing", hours=31, aliases=["sowing"])
    assert load_catalogue(second.folder).changed == ["skill sowing: hours"]


def test_commands_load_and_write_every_folder_of_the_settings(
    first: CatalogueText, second: CatalogueText, settings: Settings, tmp_path: Path
):
    settings.GUIDES = (first.folder, second.folder)
    call_command("dump_catalogue", "--guide", "growing")
    call_command("load_catalogue")
    call_command("dump_catalogue", "--check")
    Skill.objects.filter(key="sowing").update(hours=1)
    with pytest.raises(CommandError, match="skill sowing: hours"):
        call_command("dump_catalogue", "--check")
    with pytest.raises(CommandError, match="There is no guide x: learning, growing"):
        call_command("dump_catalogue", "--guide", "x")


# --- people ---


def test_a_shared_skill_has_one_state_in_both(farmer: User, engineer: User):
    for person in (farmer, engineer):
        mark(person, pk("python"), "done")
    assert SkillState.objects.filter(skill__key="python").count() == 2
    assert (standing_of(farmer).total.percent, standing_of(engineer).total.percent) == (40, 66)  # 10 of 25 h, of 15 h
    for person, role in ((farmer, "ml-engineer"), (engineer, "farmer")):
        seen = standing_of(person).seen_as(catalogue().role(role))
        assert seen.state(seen.catalogue.skills[pk("python")]) == "done"
    seen = standing_of(engineer).seen_as(catalogue().role("farmer"))
    assert seen.total == standing_of(farmer).total


def test_each_guide_has_its_stages_camps_and_places(farmer: User, engineer: User):
    def way(person: User) -> tuple[list[str], list[str]]:
        standing = standing_of(person)
        rows = [f"{skill.code} {skill.key} {standing.need(skill)}" for skill in standing.skills()]
        return rows, [camp.camp.key for camp in standing.camps]

    assert way(farmer) == (["1.01 python useful", "1.02 sowing essential"], ["harvest"])
    assert way(engineer) == (["1.01 python essential", "1.02 numpy essential"], ["summit"])
    assert [skill.key for skill in visitor_standing().skills()] == ["python", "numpy"]


def test_a_background_knows_part_of_a_shared_skill_in_its_own_guide_alone(second: CatalogueText, ada: User):
    start_plan(ada, Role.objects.get(key="farmer").pk, Background.objects.get(key="gardener").pk)
    standing = standing_of(ada)
    assert [standing.minutes(skill) // 60 for skill in standing.skills()] == [5, 30]


def test_a_stage_set_back_takes_shared_skills_along(farmer: User):
    mark(farmer, pk("python"), "done")
    reset(farmer, Stage.objects.get(key="fields"))
    assert standing_of(farmer).marks == {}


def test_a_role_of_a_retired_guide_keeps_its_way(farmer: User):
    mark(farmer, pk("sowing"), "learning")
    Role.objects.get(key="farmer").guide.__class__.objects.filter(key="growing").update(retired_at=timezone.now())
    standing = standing_of(farmer)
    assert [skill.key for skill in standing.skills()] == ["sowing"]
    assert [each.guide.key for each in standing.catalogue.guides] == ["learning"]


def test_a_skill_merged_into_one_of_another_guide_is_shared_by_its_own(farmer: User, engineer: User):
    """Nobody loses by it, and taking it back leaves everything as it was."""
    mark(farmer, pk("sowing"), "done")
    before, was = catalogue_rows(), standing_of(farmer).total.percent

    def planned(now: datetime) -> Impact:
        gone, heir = (Skill.objects.get(key=key) for key in ("sowing", "numpy"))
        return skills_merged(gone, heir, 40, now)

    move = carry_out(planned, planned(timezone.now()).changes.fingerprint(), "The same craft.", None)
    assert SharedSkill.objects.get(skill__key="numpy").stage.key == "fields"
    standing = standing_of(farmer)
    assert [skill.key for skill in standing.skills()] == ["python", "numpy"]
    assert standing.total.percent >= was
    revert(move.pk, None)
    after = catalogue_rows()
    for table in ("Skill", "SharedSkill", "RoleSkill", "SkillState", "Prerequisite", "Outcome"):
        assert after[table] == before[table]


def test_a_part_of_a_shared_skill_is_shared_too(farmer: User, engineer: User):
    mark(farmer, pk("python"), "done")
    was = standing_of(farmer).total.percent

    def planned(now: datetime) -> Impact:
        source = Skill.objects.get(key="python")
        part = Part((source.outcomes.first().pk,), (), 4)
        return split(source, part, None, "Loops", "loops", now)

    carry_out(planned, planned(timezone.now()).changes.fingerprint(), "Two crafts.", None)
    assert [s.key for s in standing_of(farmer).skills()] == ["python", "loops", "sowing"]
    assert standing_of(farmer).total.percent == was
    assert [s.key for s in standing_of(engineer).skills()] == ["python", "loops", "numpy"]


# --- pages ---


def test_pages_of_a_visitor(second: CatalogueText, client: Client):
    def html(url: str) -> str:
        return client.get(url).content.decode()

    assert "From curious to hired in learning" in html("/")
    assert "Growing food" in html("/")
    assert "skill-sowing" not in html("/roadmap/")
    assert "skill-sowing" in html("/roadmap/?role=farmer")
    page = html("/skills/sowing/")
    assert "/roadmap/?role=farmer#skill-sowing" in page
    assert "Growing food, stage 1, Fields" in page
    assert "Farmer" in html("/plan/start/")


def test_pages_of_a_learner_of_the_second_guide(farmer: User):
    client = factories.client_of(farmer)
    for url in (
        "/today/",
        "/plan/",
        "/roadmap/",
        "/roadmap/print/",
        "/skills/numpy/",
        "/study/",
        "/briefs/",
        "/portfolio/",
    ):
        assert client.get(url).status_code == 200
    answer = client.post(
        "/skills/numpy/status/",
        {"status": "done"},
        headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/roadmap/"},
    )
    assert (answer.status_code, answer.headers.get("HX-Refresh")) == (204, "true")  # no row of it on that page
    answer = client.post(
        "/skills/python/status/",
        {"status": "done"},
        headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/roadmap/"},
    )
    assert '<span class="figure__value">40<small>%' in answer.content.decode()


def test_with_one_guide_nothing_speaks_of_others(first: CatalogueText, client: Client):
    assert "guides__one" not in client.get("/").content.decode()
    assert "start__guide" not in client.get("/plan/start/").content.decode()


def test_data_engineering_beside_the_projects_own(tmp_path: Path, ada: User):
    load_catalogue(TEXT)
    load_catalogue(DATA_ENGINEERING)
    assert load_catalogue(TEXT, force=True).retired == []
    dump_catalogue(tmp_path, "data-engineering")
    assert content_of(tmp_path) == content_of(DATA_ENGINEERING)
    start_plan(ada, Role.objects.get(key="data-engineer").pk, Background.objects.get(key="software-engineer").pk)
    mark(ada, pk("sql"), "done")
    seen = {guide.guide.key: guide for guide in standing_of(ada).catalogue.guides}
    assert {key: len(list(guide.live)) for key, guide in seen.items()} == {
        "machine-learning": 130,
        "data-engineering": 18,
    }
    own = standing_of(ada)
    assert [own.shown(skill) for skill in own.skills() if skill.key == "sql"] == ["done"]
