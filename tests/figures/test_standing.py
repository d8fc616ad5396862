import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from careers.acts.mark import mark, mark_many
from careers.acts.start_plan import start_plan
from careers.acts.tick import tick
from careers.figures.next_skills import next_skills
from careers.figures.standing import Standing, standing_of
from careers.figures.start import almost_at_the_second_camp
from careers.models import Camp, CampSkill, HeadStart, Need, Role, Skill, User
from tests import factories


@pytest.fixture
def skills(db: None) -> dict[str, Skill]:
    """a (10 h) ← b (20 h) ← c (30 h, useful), and d (40 h, optional)."""
    stage, role = factories.stage(), factories.role()
    a = factories.skill("a", stage, order=1, hours=10)
    b = factories.skill("b", stage, order=2, hours=20, needs=(a,))
    c = factories.skill("c", factories.stage("second", 2), order=1, hours=30, needs=(b,))
    d = factories.skill("d", stage, order=3, hours=40)
    factories.need(role, a, b)
    factories.need(role, c, how=Need.USEFUL)
    return {"a": a, "b": b, "c": c, "d": d}


@pytest.fixture
def learner(ada: User, skills: dict[str, Skill]) -> User:
    start_plan(ada, Role.objects.get().pk, factories.background().pk)
    return ada


def keys(standing: Standing) -> list[str]:
    return [skill.key for skill in standing.left]


def test_counted_are_essential_and_useful(learner: User) -> None:
    standing = standing_of(learner)
    assert (standing.total.minutes, keys(standing)) == (60 * 60, ["a", "b", "c"])


def test_done_is_covered_in_full_and_learning_by_outcomes(learner: User, skills: dict[str, Skill]) -> None:
    mark(learner, skills["a"].pk, "done")
    tick(learner, skills["b"].pk, skills["b"].outcomes.first().pk, True)
    total = standing_of(learner).total
    assert (total.covered_minutes, total.percent, total.left_count) == (60 * 20, 33, 2)


def test_skipping_shrinks_the_way_and_adds_nothing(learner: User, skills: dict[str, Skill]) -> None:
    mark(learner, skills["a"].pk, "done")
    before = standing_of(learner).total
    mark(learner, skills["c"].pk, "skipped")
    after = standing_of(learner).total
    assert (before.covered_minutes, before.minutes) == (600, 3600)
    assert (after.covered_minutes, after.minutes) == (600, 1800)


def test_shortened_skill_counts_half(learner: User, skills: dict[str, Skill]) -> None:
    HeadStart.objects.create(
        background=learner.plan.background, skill=skills["b"], action="shorten", reason="You know half."
    )
    standing = standing_of(learner)
    assert standing.total.minutes == 60 * 50
    assert standing.minutes(standing.catalogue.by_slug["b"]) == 60 * 10


def test_a_stage_has_the_share_of_its_skills(learner: User, skills: dict[str, Skill]) -> None:
    mark(learner, skills["a"].pk, "done")
    assert [coverage.percent for _, coverage in standing_of(learner).by_stage] == [33, 0]


def test_retired_skill_stays_for_those_who_had_it(learner: User, grace: User, skills: dict[str, Skill]) -> None:
    mark(learner, skills["a"].pk, "done")
    before = standing_of(learner).total.percent
    Skill.objects.filter(key="a").update(retired_at=timezone.now())
    hers, graces = standing_of(learner), standing_of(grace)
    assert hers.total.percent == before == 16
    assert [skill.key for skill in hers.skills()] == ["b", "d", "c", "a"]
    assert [skill.key for skill in graces.skills()] == ["b", "d", "c"]


def test_retiring_what_is_left_unblocks_what_builds_on_it(learner: User, skills: dict[str, Skill]) -> None:
    Skill.objects.filter(key="a").update(retired_at=timezone.now())
    standing = standing_of(learner)
    assert standing.unmet(standing.catalogue.by_slug["b"]) == []


def test_camps_count_with_the_earlier_ones(learner: User, skills: dict[str, Skill]) -> None:
    for order, key in ((1, "a"), (2, "b")):
        camp = Camp.objects.create(
            guide=factories.guide(), key=f"camp-{key}", order=order, title=key, short_title=key, possible="p"
        )
        CampSkill.objects.create(camp=camp, skill=skills[key])
    mark(learner, skills["b"].pk, "skipped")
    first, second = standing_of(learner).camps
    assert (first.is_next, first.left_minutes, second.reached, second.left_minutes) == (True, 600, False, 600)
    mark(learner, skills["a"].pk, "done")
    first, second = standing_of(learner).camps
    assert (first.reached, second.reached, second.height) == (True, True, 600)


def test_next_is_open_essential_and_in_order(learner: User, skills: dict[str, Skill]) -> None:
    assert [entry.skill.key for entry in next_skills(standing_of(learner))] == ["a", "b", "c"]
    mark(learner, skills["a"].pk, "done")
    first = next_skills(standing_of(learner))[0]
    assert (first.skill.key, first.reason) == (
        "b",
        "All that it builds on is behind you, it opens the way to 1 more skill and it is essential for your role.",
    )


def test_seen_as_another_role_changes_nothing_stored(learner: User, skills: dict[str, Skill]) -> None:
    other = factories.role("other", 2)
    factories.need(other, skills["d"])
    standing = standing_of(learner)
    assert keys(standing.seen_as(standing.catalogue.role("other"))) == ["d"]
    assert keys(standing_of(learner)) == ["a", "b", "c"]


def test_standing_costs_two_queries_however_much_is_marked(learner: User, skills: dict[str, Skill]) -> None:
    for chosen in (["a"], ["a", "b", "c", "d"]):
        mark_many(learner, [(skills[key].pk, "learning") for key in chosen])
        standing_of(learner)  # the catalogue is read once for its version
        with CaptureQueriesContext(connection) as queries:
            assert standing_of(learner).total.count == 3
        assert len(queries) == 2


def test_snapshot_follows_every_change_of_the_catalogue(learner: User) -> None:
    Skill.objects.filter(key="a").update(hours=70)
    assert standing_of(learner).total.minutes == 60 * 120


def test_the_example_of_the_first_page_needs_no_skill_in_the_camps(learner: User) -> None:
    for order in (1, 2):
        Camp.objects.create(
            guide=factories.guide(), key=f"camp-{order}", order=order, title="C", short_title="C", possible="p"
        )
    standing = standing_of(learner)
    assert almost_at_the_second_camp(standing) is standing
