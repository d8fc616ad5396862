"""The evidence checklist, and what it takes to prove a skill."""

import pytest

from careers.acts.mark import mark
from careers.figures.evidence import ITEMS, Evidence, evidence, ticked_items
from careers.figures.readiness import by_stage, readiness
from careers.figures.standing import standing_of
from careers.models import Need, Project, ProjectCheck, ProjectLink, Skill, User
from careers.models.portfolio import FIRST_FIVE, evidence_in_fields
from tests import factories


def of(project: Project) -> Evidence:
    return evidence(Project.objects.with_evidence().get(pk=project.pk), project.checks.all())


def held(project: Project) -> list[str]:
    return [line.item.key for line in of(project).lines if line.held]


def test_weights_make_a_hundred_and_the_first_five_more_than_half():
    weights = {item.key: item.weight for item in ITEMS}
    assert (len(weights), sum(weights.values())) == (12, 100)
    assert sum(weights[key] for key in FIRST_FIVE) == 56


def test_every_item_is_answered_by_fields_or_ticked():
    assert {item.key for item in ITEMS} - set(evidence_in_fields()) == ticked_items()
    assert all(bool(item.section) != item.is_ticked for item in ITEMS)


@pytest.mark.django_db
def test_a_new_project_holds_nothing(ada: User):
    found = of(factories.project(ada))
    assert (found.count, found.points, found.next.key) == (0, 0, "problem")
    assert [item.key for item in found.missing_of_five] == list(FIRST_FIVE)


@pytest.mark.django_db
def test_fields_answer_the_first_five(ada: User):
    project = factories.shown_project(ada)
    assert held(project) == list(FIRST_FIVE)
    assert of(project).points == 56


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "item"),
    [
        ("problem", "problem"),
        ("audience", "problem"),
        ("data_name", "data"),
        ("data_licence", "data"),
        ("split", "metric"),
    ],
)
def test_without_a_field_its_item_is_missing(ada: User, field: str, item: str):
    project = factories.shown_project(ada, **{field: ""})
    assert [key for key in FIRST_FIVE if key not in held(project)] == [item]


@pytest.mark.django_db
def test_a_result_is_one_only_beside_its_own_baseline(ada: User):
    project = factories.shown_project(ada)
    project.metrics.get().results.filter(is_baseline=False).delete()
    other = project.metrics.create(user=ada, name="Recall")
    other.results.create(user=ada, label="network", value="0.5")
    assert "result" not in held(project)


@pytest.mark.django_db
def test_a_demo_is_a_link_and_a_tick_has_its_pointer(ada: User):
    project = factories.project(ada)
    ProjectLink.objects.create(user=ada, project=project, kind="demo", url="https://example.org/")
    ProjectCheck.objects.create(user=ada, project=project, checklist="evidence", item="run", pointer="README")
    ProjectCheck.objects.create(user=ada, project=project, checklist="brief", item="tests")
    lines = {line.item.key: line.pointer for line in of(project).lines if line.held}
    assert lines == {"run": "README", "demo": ""}


@pytest.mark.django_db
def test_next_is_what_earns_most_in_its_time(ada: User):
    project = factories.shown_project(ada)
    assert of(project).next.key == "environment"  # 5 points in 20 min


# --- proven, and readiness ---


@pytest.fixture
def skills(db: None) -> list[Skill]:
    """Two essential skills and a useful one, for the one role."""
    stage, role = factories.stage(), factories.role()
    skills = [factories.skill(key, stage, order=n) for n, key in enumerate(("a", "b", "c"), 1)]
    factories.need(role, *skills[:2])
    factories.need(role, skills[2], how=Need.USEFUL)
    return skills


def test_a_published_project_proves_what_it_says_a_sentence_on(ada: User, skills: list[Skill]):
    project = factories.shown_project(ada, *skills[:2])
    project.proofs.filter(skill=skills[1]).update(proof="")
    assert standing_of(ada).proven == {skills[0].pk}


def test_nothing_is_proven_for_somebody_else(ada: User, grace: User, skills: list[Skill]):
    factories.shown_project(ada, *skills)
    assert standing_of(grace).proven == frozenset()


def test_proven_is_shown_above_every_state_but_skipped(ada: User, skills: list[Skill]):
    factories.shown_project(ada, *skills)
    standing = standing_of(ada)
    assert {standing.shown(skill) for skill in standing.skills()} == {"proven"}


def test_readiness_climbs_rung_by_rung(ada: User, skills: list[Skill]):
    def percent() -> int:
        return readiness(standing_of(ada)).percent

    assert percent() == 0
    mark(ada, skills[0].pk, "learning")  # 2 × 25 of 500
    assert percent() == 10
    mark(ada, skills[0].pk, "done")
    assert percent() == 20
    factories.shown_project(ada, skills[0])
    assert percent() == 40
    mark(ada, skills[2].pk, "skipped")  # 200 of 400
    assert percent() == 50


def test_readiness_opens_up_to_its_parts(ada: User, skills: list[Skill]):
    factories.shown_project(ada, skills[0], skills[2])
    found = readiness(standing_of(ada))
    assert [(part.name, part.essential, part.useful, part.points) for part in found.parts] == [
        ("proven", 1, 1, 300),
        ("done", 0, 0, 0),
        ("learning", 0, 0, 0),
        ("todo", 1, 0, 0),
    ]
    assert sum(part.points for _, part in by_stage(standing_of(ada))) == found.points
