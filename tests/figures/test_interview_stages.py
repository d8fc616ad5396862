from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.acts.mark import mark
from careers.figures.interview_stages import MOST_COLUMNS, stage_list, stage_page, to_scale
from careers.figures.standing import standing_of, visitor_standing
from careers.models import InterviewStage, User
from tests.factories import interview_stage, skill, stage


def parts(*minutes: int) -> InterviewStage:
    return InterviewStage(parts=[{"minutes": n, "title": "t"} for n in minutes])


def test_parts_in_steps_of_five_minutes_are_exactly_to_scale():
    assert [part.columns for part in to_scale(parts(10, 30, 10, 5))] == [2, 6, 2, 1]


def test_no_parts_need_no_scale():
    assert to_scale(parts()) == ()


@given(st.lists(st.integers(1, 10_000), min_size=1, max_size=8))
def test_a_longer_part_is_never_narrower(minutes: list[int]):
    columns = [part.columns for part in to_scale(parts(*sorted(minutes)))]
    assert all(a <= b for a, b in pairwise(columns))
    assert min(columns) >= 1
    assert max(columns) <= MOST_COLUMNS


@pytest.mark.django_db
def test_a_visitor_sees_all_hours_and_a_learner_what_is_left(ada: User):
    basics = stage()
    python, numpy = skill("python", basics, hours=40), skill("numpy", basics, order=2)
    interview_stage("coding", python, numpy)
    mark(ada, python.pk, "done")
    whole, left = (stage_list(standing).rows[0] for standing in (visitor_standing(), standing_of(ada)))
    assert whole.minutes - left.minutes == 40 * 60
    assert [drawn.word for drawn in left.skills] == ["Done", "To do"]


@pytest.mark.django_db
def test_near_a_stage_stand_its_neighbours_and_its_kinds():
    first = interview_stage("first", order=1)
    for n in (2, 3):
        interview_stage(f"kind-{n}", order=n, part_of=first)
    near = stage_page(first, visitor_standing()).near
    assert [(row.stage.key, how) for row, how in near] == [
        ("kind-2", "after, a kind of this"),
        ("kind-3", "a kind of this"),
    ]
