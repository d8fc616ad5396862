"""Ticks, notes, the start."""

import pytest

from careers.acts.keep_note import Clash, keep_note
from careers.acts.mark import mark
from careers.acts.start_plan import choose_skips, start_plan
from careers.acts.tick import tick
from careers.models import OutcomeTick, Skill, SkillEvent, SkillNote, SkillState, User
from tests import factories


@pytest.fixture
def skill(db: None) -> Skill:
    return factories.skill("numpy", factories.stage())


def test_first_tick_starts_the_skill(ada: User, skill: Skill) -> None:
    tick(ada, skill.pk, skill.outcomes.first().pk, True)
    assert SkillState.of(ada).get().state == "learning"
    assert OutcomeTick.of(ada).get().outcome.key == "o1"


def test_tick_on_a_done_skill_leaves_it_done(ada: User, skill: Skill) -> None:
    mark(ada, skill.pk, "done")
    assert tick(ada, skill.pk, skill.outcomes.first().pk, True) is None
    assert SkillState.of(ada).get().state == "done"


def test_tick_twice_is_one_tick(ada: User, skill: Skill) -> None:
    for _ in range(2):
        tick(ada, skill.pk, skill.outcomes.first().pk, True)
    assert (OutcomeTick.of(ada).count(), SkillEvent.of(ada).count()) == (1, 1)


def test_untick_takes_only_the_own_tick_away(ada: User, grace: User, skill: Skill) -> None:
    outcome = skill.outcomes.first()
    for user in (ada, grace):
        tick(user, skill.pk, outcome.pk, True)
    tick(ada, skill.pk, outcome.pk, False)
    assert list(OutcomeTick.objects.values_list("user", flat=True)) == [grace.pk]


def test_note_counts_its_versions(ada: User, skill: Skill) -> None:
    first = keep_note(ada, skill.pk, "one", 0)
    second = keep_note(ada, skill.pk, "two", first.version)
    assert (first.version, second.version, SkillNote.of(ada).get().text) == (1, 2, "two")


def test_note_saved_again_is_no_new_version(ada: User, skill: Skill) -> None:
    keep_note(ada, skill.pk, "one", 0)
    assert keep_note(ada, skill.pk, "one", 0).version == 1


def test_note_of_an_older_version_is_refused_and_both_texts_live(ada: User, skill: Skill) -> None:
    keep_note(ada, skill.pk, "from this tab", 0)
    with pytest.raises(Clash) as clash:
        keep_note(ada, skill.pk, "from the other tab", 0)
    assert clash.value.current.text == SkillNote.of(ada).get().text == "from this tab"


def test_start_again_keeps_progress(ada: User, skill: Skill) -> None:
    here, there = factories.role("engineer"), factories.role("scientist", 2)
    start_plan(ada, here.pk, factories.background().pk)
    mark(ada, skill.pk, "done")
    plan = start_plan(ada, there.pk, factories.background("linguist").pk)
    assert (plan.role, SkillState.of(ada).get().state) == (there, "done")


def test_skips_are_taken_and_given_back(ada: User, skill: Skill) -> None:
    other = factories.skill("pandas", skill.stage, order=2)
    choose_skips(ada, [skill.pk, other.pk], [skill.pk, other.pk])
    choose_skips(ada, [skill.pk, other.pk], [other.pk])
    assert list(SkillState.of(ada).values_list("skill__key", "state")) == [("pandas", "skipped")]


def test_skips_not_taken_leave_other_states_alone(ada: User, skill: Skill) -> None:
    mark(ada, skill.pk, "learning")
    assert choose_skips(ada, [skill.pk], []) == []
    assert SkillState.of(ada).get().state == "learning"
