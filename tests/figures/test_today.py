"""What fits into the time at hand, and which week of the plan it is."""

import datetime as dt

import pytest

from careers.figures.agenda import INTERVIEW, Dated
from careers.figures.next_skills import NextSkill
from careers.figures.own_resources import ResourceRow
from careers.figures.today import Step, coming_up, fitting, week_number
from careers.models import Resource, ResourceState, SkillResource


def step(hours: int | None, *, part: int | None = None, stopped: int | None = None, state: str = "todo") -> Step:
    """A skill with one resource of so many hours, in which one stopped after so many minutes."""
    place = SkillResource(resource=Resource(hours=hours), part_hours=part)
    mine = ResourceState(state=state, stopped_seconds=None if stopped is None else stopped * 60)
    return Step(NextSkill(None, "", "learning", "essential", 0), ResourceRow(place, mine))


def fits(*steps: Step, minutes: int = 25) -> list[tuple[int, int, bool]]:
    """Which step, how much is left of it, and whether that is done in time."""
    return [(steps.index(fit.step), fit.left, fit.whole) for fit in fitting(steps, minutes)]


def test_what_can_be_finished_in_time_fits():
    assert fits(step(9), step(1), minutes=60) == [(0, 540, False), (1, 60, True)]


def test_what_was_begun_fits_as_a_part():
    assert fits(step(2), step(4, stopped=48, state="progress"), step(3)) == [(0, 120, False), (1, 192, False)]


def test_the_rest_of_what_was_begun_is_what_counts():
    assert fits(step(1, stopped=40, state="progress")) == [(0, 20, True)]


def test_a_part_to_use_has_its_own_length():
    assert fits(step(40, part=1), minutes=90) == [(0, 60, True)]


def test_what_has_no_length_does_not_fit():
    assert fits(step(None), Step(NextSkill(None, "", "todo", "essential", 0), None)) == []


def test_three_are_enough():
    assert len(fits(*(step(1) for _ in range(5)), minutes=90)) == 3


def test_nothing_is_proposed_unasked():
    assert fits(step(1), minutes=0) == []


@pytest.mark.parametrize(
    ("started", "number"), [("2026-11-24", 1), ("2026-11-23", 1), ("2026-11-22", 2), ("2025-11-24", 53), (None, 0)]
)
def test_weeks_of_a_plan_begin_on_monday(started: str | None, number: int):
    now = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
    assert week_number(dt.datetime.fromisoformat(f"{started}T12:00Z") if started else None, now) == number


def test_an_interview_is_not_pushed_off_by_what_one_means_to_do():
    day = dt.date(2026, 11, 24)
    dated = [Dated("next-action", str(n), day + dt.timedelta(days=n), "Write", "/") for n in range(6)]
    dated.append(Dated(INTERVIEW, "7", day + dt.timedelta(days=9), "Coding", "/"))
    assert [item.ident for item in coming_up(dated)] == ["0", "1", "2", "3", "7"]
