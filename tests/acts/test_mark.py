import itertools
import threading

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from careers.acts.mark import TooLate, mark, mark_many, undo
from careers.figures.fold import Projection, fold
from careers.models import Skill, SkillEvent, SkillState, State, User
from tests import factories


@pytest.fixture
def skill(db: None) -> Skill:
    return factories.skill("numpy", factories.stage())


def states(user: User) -> dict[int, Projection]:
    rows = SkillState.of(user).values_list("skill_id", "state", "before", "since")
    return {pk: Projection(state, before, since) for pk, state, before, since in rows}


def folded(user: User) -> dict[int, Projection]:
    return {pk: held for pk, held in fold(SkillEvent.of(user).order_by("pk")).items() if held.state != State.TODO}


def test_mark_writes_the_event_and_its_projection(ada: User, skill: Skill) -> None:
    event = mark(ada, skill.pk, "done").event
    assert event is not None
    assert (event.was, event.state) == ("todo", "done")
    assert states(ada) == {skill.pk: Projection("done", "todo", event.at)}


def test_mark_repeated_changes_nothing(ada: User, skill: Skill) -> None:
    mark(ada, skill.pk, "done")
    assert mark(ada, skill.pk, "done").event is None
    assert SkillEvent.of(ada).count() == 1


def test_mark_remembers_the_state_before(ada: User, skill: Skill) -> None:
    for state in ("learning", "done"):
        mark(ada, skill.pk, state)
    assert SkillState.of(ada).get().before == "learning"


def test_mark_as_to_do_leaves_no_row(ada: User, skill: Skill) -> None:
    mark(ada, skill.pk, "done")
    mark(ada, skill.pk, "todo")
    assert states(ada) == {}
    assert list(SkillEvent.of(ada).values_list("was", "state")) == [("todo", "done"), ("done", "todo")]


def test_mark_touches_nobody_else(ada: User, grace: User, skill: Skill) -> None:
    mark(grace, skill.pk, "skipped")
    mark(ada, skill.pk, "done")
    assert SkillState.of(grace).get().state == "skipped"


def test_undo_restores_state_and_date(ada: User, skill: Skill) -> None:
    begun = mark(ada, skill.pk, "learning").event
    done = mark(ada, skill.pk, "done").event
    assert begun
    assert done
    assert undo(ada, done.pk).now == Projection("learning", "todo", begun.at)
    assert states(ada) == {skill.pk: Projection("learning", "todo", begun.at)}


def test_undo_of_the_first_mark_leaves_no_row(ada: User, skill: Skill) -> None:
    event = mark(ada, skill.pk, "skipped").event
    assert event
    undo(ada, event.pk)
    assert states(ada) == {}


def test_undo_twice_changes_nothing_more(ada: User, skill: Skill) -> None:
    event = mark(ada, skill.pk, "done").event
    assert event
    undo(ada, event.pk)
    assert undo(ada, event.pk).event is None
    assert SkillEvent.of(ada).count() == 2


def test_undo_is_too_late_after_something_newer(ada: User, skill: Skill) -> None:
    event = mark(ada, skill.pk, "learning").event
    mark(ada, skill.pk, "done")
    assert event
    with pytest.raises(TooLate):
        undo(ada, event.pk)
    assert SkillState.of(ada).get().state == "done"


def test_undo_of_somebody_elses_event_is_not_found(ada: User, grace: User, skill: Skill) -> None:
    event = mark(ada, skill.pk, "done").event
    assert event
    with pytest.raises(SkillEvent.DoesNotExist):
        undo(grace, event.pk)


def test_mark_many_leaves_what_is_so_already(ada: User, skill: Skill) -> None:
    other = factories.skill("pandas", skill.stage, order=2)
    mark(ada, skill.pk, "skipped")
    events = mark_many(ada, [(other.pk, "skipped"), (skill.pk, "skipped")])
    assert [event.skill_id for event in events] == [other.pk]


ACTS = st.lists(
    st.tuples(st.sampled_from(["todo", "learning", "done", "skipped", "undo"]), st.integers(0, 1)), max_size=12
)


@settings(max_examples=60, deadline=None, suppress_health_check=[*HealthCheck])
@given(acts=ACTS)
def test_states_are_always_the_fold_of_the_log(ada: User, skill: Skill, acts: list[tuple[str, int]]) -> None:
    SkillState.of(ada).delete()
    SkillEvent.of(ada).order_by("-pk")._raw_delete(using="default")
    other = Skill.objects.filter(key="pandas").first() or factories.skill("pandas", skill.stage, order=2)
    for act, which in acts:
        pk = (skill, other)[which].pk
        if act != "undo":
            mark(ada, pk, act)
        elif last := SkillEvent.of(ada).filter(skill_id=pk).last():
            undo(ada, last.pk)
        assert states(ada) == folded(ada)


@pytest.mark.django_db(transaction=True)
def test_many_tabs_at_once_end_in_one_true_state() -> None:
    user, row = factories.member("ada@example.org"), factories.skill("numpy", factories.stage())

    def tab(state: str) -> None:
        try:
            for _ in range(5):
                mark(user, row.pk, state)
        finally:
            connection.close()

    tabs = [threading.Thread(target=tab, args=(state,)) for state in ("learning", "done", "skipped", "todo")]
    for thread in tabs:
        thread.start()
    for thread in tabs:
        thread.join()
    assert states(user) == folded(user)
    log = list(SkillEvent.of(user).values_list("was", "state", "at"))
    assert all(earlier[1] == later[0] for earlier, later in itertools.pairwise(log))
    assert all(earlier[2] < later[2] for earlier, later in itertools.pairwise(log))
