"""A stage, or everything, goes back to do, and comes back."""

import datetime as dt

import pytest
from django.utils import timezone

from careers.acts.mark import mark
from careers.acts.reset import recover, reset
from careers.models import OutcomeTick, Reset, Skill, SkillNote, SkillState, Stage, User
from tests import factories
from tests.rows import stored

pytestmark = pytest.mark.django_db


@pytest.fixture
def skills(ada: User) -> dict[str, Skill]:
    """python done and git learning in the first stage, sql done in the second; a tick and a note on each."""
    first, second = factories.stage(), factories.stage("second", 2)
    rows = {key: factories.skill(key, first, order=n) for n, key in enumerate(("python", "git"), 1)}
    rows["sql"] = factories.skill("sql", second)
    for key, state in (("python", "done"), ("git", "learning"), ("sql", "done")):
        mark(ada, rows[key].pk, state)
        OutcomeTick.objects.create(user=ada, skill=rows[key], outcome=rows[key].outcomes.first())
        SkillNote.objects.create(user=ada, skill=rows[key], text=key)
    return rows


def left(user: User) -> tuple[set[str], set[str]]:
    """Keys of skills with a mark, and with a tick."""
    return (
        set(SkillState.of(user).values_list("skill__key", flat=True)),
        set(OutcomeTick.of(user).values_list("skill__key", flat=True)),
    )


def test_a_stage_goes_back_to_do(ada: User, skills: dict[str, Skill]):
    reset(ada, Stage.objects.get(key="first"))
    assert left(ada) == ({"sql"}, {"sql"})
    assert SkillNote.of(ada).count() == 3


def test_everything_goes_back_to_do(ada: User, skills: dict[str, Skill]):
    reset(ada, None)
    assert left(ada) == (set(), set())


def test_what_is_to_do_already_is_no_reset(ada: User, grace: User, skills: dict[str, Skill]):
    assert reset(grace, None) is None
    assert (Reset.objects.exists(), left(ada)[0]) == (False, set(skills))


def test_everything_is_as_it_was_once_it_is_put_back(ada: User, skills: dict[str, Skill]):
    kinds = ("skill_notes", "skill_states")
    ticks = list(OutcomeTick.of(ada).values_list("outcome", "at"))
    before = stored(ada)
    recovered = recover(ada, reset(ada, None).pk)
    assert (recovered.marks, recovered.ticks, recovered.newer) == (3, 3, [])
    after = stored(ada)
    assert {kind: after[kind] for kind in kinds} == {kind: before[kind] for kind in kinds}
    assert sorted(OutcomeTick.of(ada).values_list("outcome", "at")) == sorted(ticks)


def test_what_was_marked_or_ticked_since_stays(ada: User, skills: dict[str, Skill]):
    done = reset(ada, None)
    mark(ada, skills["python"].pk, "learning")
    OutcomeTick.objects.create(user=ada, skill=skills["git"], outcome=skills["git"].outcomes.first())
    recovered = recover(ada, done.pk)
    assert (recovered.marks, recovered.ticks, recovered.newer) == (2, 2, ["Python"])
    assert SkillState.of(ada).get(skill=skills["python"]).state == "learning"


def test_it_is_put_back_once(ada: User, skills: dict[str, Skill]):
    done = reset(ada, None)
    recover(ada, done.pk)
    assert recover(ada, done.pk) is None


def test_it_can_be_put_back_for_thirty_days(ada: User, skills: dict[str, Skill]):
    done = reset(ada, None)
    Reset.objects.update(at=timezone.now() - dt.timedelta(days=30))
    with pytest.raises(Reset.DoesNotExist):
        recover(ada, done.pk)


def test_nobody_puts_back_what_is_anothers(ada: User, grace: User, skills: dict[str, Skill]):
    with pytest.raises(Reset.DoesNotExist):
        recover(grace, reset(ada, None).pk)
