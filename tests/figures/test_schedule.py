import datetime as dt
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from careers.figures.schedule import WEEK, Schedule, minutes_ahead, schedule
from careers.figures.standing import Mark, Pace, Standing
from careers.models import PlanChoice
from tests.figures.ways import (
    MONDAY,
    SINCE,
    TODAY,
    catalogue,
    choices,
    pinned,
    placed,
    postponed,
    skill,
    standing,
    standings,
)

EXAMPLES = 60


def planned(of: Standing, *rows: PlanChoice, spent: int = 0, today: dt.date = TODAY) -> Schedule:
    return schedule(of, rows, today=today, spent=spent)


def weeks(plan: Schedule) -> list[list[tuple[int, int]]]:
    """Week by week: skill and minutes of each block."""
    return [[(block.skill.id, block.minutes) for block in week.blocks] for week in plan.weeks]


def camp_weeks(of: Standing, plan: Schedule) -> list[dt.date]:
    """When each camp is reached; what is reached already counts as long ago."""
    ends = [max((plan.ends[s.id][1] for s in camp.left if s.id in plan.ends), default=dt.date.min) for camp in of.camps]
    return [*ends, plan.weeks[-1].monday if plan.minutes else dt.date.min]


# --- weeks ---


def test_a_week_holds_its_hours_and_the_rest_goes_on() -> None:
    plan = planned(standing(catalogue(skill(1, 900)), minutes_a_week=600))
    assert weeks(plan) == [[(1, 600)], [(1, 300)]]
    assert [block.goes_on for week in plan.weeks for block in week.blocks] == [True, False]


def test_a_week_mixes_skills() -> None:
    plan = planned(standing(catalogue(skill(1, 1200), skill(2, 600)), minutes_a_week=600))
    assert weeks(plan)[0] == [(1, 360), (2, 240)]


def test_what_builds_on_another_waits_for_it() -> None:
    plan = planned(standing(catalogue(skill(1, 900), skill(2, 300, needs=(1,))), minutes_a_week=600))
    assert weeks(plan) == [[(1, 600)], [(1, 300), (2, 300)]]


def test_a_short_rest_is_not_kept_for_another_week() -> None:
    plan = planned(standing(catalogue(skill(1, 380), skill(2, 600)), minutes_a_week=600))
    assert weeks(plan)[0] == [(1, 380), (2, 220)]


def test_what_is_studied_already_takes_its_room_of_this_week() -> None:
    plan = planned(standing(catalogue(skill(1, 900)), minutes_a_week=600), spent=450)
    assert weeks(plan) == [[(1, 150)], [(1, 600)], [(1, 150)]]
    assert (plan.weeks[0].spent, plan.weeks[1].spent) == (450, 0)


def test_more_than_the_hours_of_a_week_leaves_the_week_empty() -> None:
    plan = planned(standing(catalogue(skill(1, 600)), minutes_a_week=600), spent=900)
    assert weeks(plan) == [[], [(1, 600)]]


def test_nothing_is_planned_in_what_is_left_of_a_week_for_rest() -> None:
    sunday = MONDAY + dt.timedelta(days=6)
    plan = planned(standing(catalogue(skill(1, 600)), minutes_a_week=600, rest_days=(6,)), today=sunday)
    assert weeks(plan) == [[], [(1, 600)]]


def test_nothing_left_is_one_empty_week() -> None:
    plan = planned(standing(catalogue(skill(1)), {1: "done"}))
    assert (weeks(plan), plan.minutes) == ([[]], 0)


# --- order ---


def test_the_nearest_camp_comes_first_then_essential() -> None:
    held = catalogue(skill(1, need="useful"), skill(2), skill(3), camps=((3,), (1,)))
    assert [s.id for s in planned(standing(held)).order] == [3, 1, 2]


def test_what_a_camp_builds_on_comes_with_it() -> None:
    held = catalogue(skill(1, need="useful"), skill(2), skill(3, needs=(1,)), camps=((3,),))
    assert [s.id for s in planned(standing(held)).order] == [1, 3, 2]


def test_what_has_been_begun_comes_first_within_its_camp() -> None:
    held = catalogue(skill(1), skill(2), skill(3), camps=((1,),))
    assert [s.id for s in planned(standing(held, {3: "learning"})).order] == [1, 3, 2]


# --- choices ---


def test_a_pin_puts_a_skill_into_its_week() -> None:
    of = standing(catalogue(skill(1, 1200), skill(2, 300)), minutes_a_week=600)
    plan = planned(of, pinned(2, MONDAY + WEEK))
    assert weeks(plan) == [[(1, 600)], [(2, 300), (1, 300)], [(1, 300)]]
    assert [block.pinned for block in plan.weeks[1].blocks] == [True, False]


def test_a_pin_to_a_week_that_passed_holds_nothing_and_is_named() -> None:
    of = standing(catalogue(skill(1), skill(2)))
    missed = pinned(2, MONDAY - WEEK)
    assert weeks(planned(of, missed)) == weeks(planned(of))
    assert planned(of, missed).missed == (missed,)


def test_postponed_until_a_day_waits_for_the_next_monday() -> None:
    of = standing(catalogue(skill(1, 300), skill(2, 1500)), minutes_a_week=600)
    plan = planned(of, postponed(1, until=MONDAY + dt.timedelta(days=9)))
    assert weeks(plan) == [[(2, 600)], [(2, 600)], [(1, 300), (2, 300)]]


def test_weeks_without_anything_to_study_are_passed_over() -> None:
    plan = planned(standing(catalogue(skill(1)), minutes_a_week=600), postponed(1, until=MONDAY + 50 * WEEK))
    assert [week.monday for week in plan.weeks] == [MONDAY, MONDAY + 50 * WEEK]


def test_postponed_past_a_camp_comes_after_all_else_of_it() -> None:
    held = catalogue(skill(1), skill(2), skill(3), skill(4), camps=((1, 2), (3,)))
    assert [s.id for s in planned(standing(held), postponed(1, camp=1)).order] == [2, 1, 3, 4]


def test_a_skill_can_be_put_before_what_it_builds_on_and_says_so() -> None:
    of = standing(catalogue(skill(1, 300), skill(2, 300, needs=(1,))), minutes_a_week=600)
    plan = planned(of, placed(2, 1))
    assert [s.id for s in plan.order] == [2, 1]
    assert [[s.id for s in block.ahead_of] for block in plan.weeks[0].blocks] == [[1], []]


def test_places_are_taken_in_the_order_of_the_choices() -> None:
    of = standing(catalogue(skill(1), skill(2), skill(3)))
    assert [s.id for s in planned(of, placed(3, None), placed(2, None)).order] == [2, 3, 1]
    assert [s.id for s in planned(of, placed(1, 2, after=True)).order] == [2, 1, 3]


def test_a_choice_keeps_its_place_when_its_neighbour_is_done() -> None:
    held = catalogue(skill(1), skill(2), skill(3))
    assert [s.id for s in planned(standing(held, {1: "done"}), placed(3, 1)).order] == [3, 2]


def test_an_optional_skill_comes_onto_the_plan_by_choice() -> None:
    of = standing(catalogue(skill(1), skill(2, need="optional")))
    assert [s.id for s in planned(of).order] == [1]
    assert [s.id for s in planned(of, placed(2, None)).order] == [2, 1]
    assert [s.id for s in planned(of, pinned(2)).order] == [2, 1]


def test_a_choice_about_what_the_roadmap_lacks_changes_nothing() -> None:
    of = standing(catalogue(skill(1)))
    assert weeks(planned(of, pinned(9), placed(9, None), placed(1, 9), postponed(9, camp=1))) == weeks(planned(of))


# --- minutes ahead ---


def test_minutes_ahead_are_those_of_the_plan_up_to_the_camp() -> None:
    held = catalogue(skill(1, 600), skill(2, 600), skill(3, 600), camps=((1,), (2,)))
    of = standing(held, {1: "done"})
    assert minutes_ahead(planned(of), of.camps) == [0, 600]
    assert minutes_ahead(planned(of, pinned(3)), of.camps) == [0, 1200]


# --- properties ---


@given(standings(), st.data())
@settings(max_examples=EXAMPLES, deadline=None)
def test_all_that_is_left_is_planned_once_and_no_week_holds_more_than_its_hours(of: Standing, data: st.DataObject):
    spent = data.draw(st.integers(0, 40)) * 15
    plan = schedule(of, data.draw(choices(sorted(of.catalogue.skills))), today=TODAY, spent=spent)
    total: dict[int, int] = {}
    for week in plan.weeks:
        assert week.planned <= week.minutes
        for block in week.blocks:
            total[block.skill.id] = total.get(block.skill.id, 0) + block.minutes
    assert total == {s.id: of.left_minutes(s) for s in of.left}


@given(standings())
@settings(max_examples=EXAMPLES, deadline=None)
def test_nothing_stands_before_what_it_builds_on_unless_somebody_put_it_there(of: Standing):
    plan = planned(of)
    place = {s.id: n for n, s in enumerate(plan.order)}
    assert [(s.id, pk) for s in plan.order for pk in s.needs if place.get(pk, -1) > place[s.id]] == []
    assert [block for week in plan.weeks for block in week.blocks if block.ahead_of] == []


@given(standings(), st.data())
@settings(max_examples=EXAMPLES, deadline=None)
def test_finishing_a_skill_moves_no_camp_back(of: Standing, data: st.DataObject):
    rows = data.draw(choices(sorted(of.catalogue.skills)))
    pk = data.draw(st.sampled_from(sorted(of.catalogue.skills)))
    further = replace(of, marks={**of.marks, pk: Mark("done", "todo", SINCE)})
    before = camp_weeks(of, planned(of, *rows))
    assert all(a <= b for a, b in zip(camp_weeks(further, planned(further, *rows)), before, strict=True))


@given(standings(), st.integers(1, 20), st.data())
@settings(max_examples=EXAMPLES, deadline=None)
def test_more_hours_a_week_reach_no_camp_later(of: Standing, more: int, data: st.DataObject):
    rows = data.draw(choices(sorted(of.catalogue.skills)))
    faster = replace(of, pace=Pace(of.minutes_a_week + 30 * more, of.rest_days))
    before = camp_weeks(of, planned(of, *rows))
    assert all(a <= b for a, b in zip(camp_weeks(faster, planned(faster, *rows)), before, strict=True))


@given(standings())
@settings(max_examples=EXAMPLES, deadline=None)
def test_without_choices_a_camp_is_as_far_as_its_hours_say(of: Standing):
    assert minutes_ahead(planned(of), of.camps) == [camp.left_minutes for camp in of.camps]
