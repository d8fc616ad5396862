import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from careers.figures.schedule import schedule
from careers.figures.target import Target, done_on, target_of
from tests.figures.ways import TODAY, catalogue, skill, standing, standings

WEEK = dt.timedelta(weeks=1)


def aim(weeks: int, *needs: str, minutes: int = 600) -> Target | None:
    """Skills of ten hours each, ten hours a week."""
    held = catalogue(*(skill(pk, minutes, need=need) for pk, need in enumerate(needs, 1)))
    of = standing(held, minutes_a_week=600, target_on=TODAY + weeks * WEEK)
    return target_of(of, schedule(of, today=TODAY), TODAY)


def ways(target: Target | None) -> list[tuple[str, int, list[int]]]:
    assert target
    return [(way.key, way.minutes_a_week, [s.id for s in way.fewer]) for way in target.ways]


def test_hours_left_over_hours_a_week_is_the_day():
    assert done_on(TODAY, 1200, 600) == TODAY + 2 * WEEK
    assert done_on(TODAY, 1, 600) == TODAY + dt.timedelta(days=1)


def test_without_a_date_or_anything_left_there_is_nothing_to_say():
    of = standing(catalogue(skill(1)))
    assert target_of(of, schedule(of, today=TODAY), TODAY) is None
    done = standing(catalogue(skill(1)), {1: "done"}, target_on=TODAY + WEEK)
    assert target_of(done, schedule(done, today=TODAY), TODAY) is None


def test_a_date_that_fits_needs_no_way_out():
    target = aim(4, "essential", "essential")
    assert (target.feasible, target.weeks_spare, target.ways) == (True, 2, ())


def test_what_is_essential_may_fit_where_all_of_it_does_not():
    held = catalogue(skill(1), skill(2), skill(3, need="useful"), camps=((1,), (2,)))
    of = standing(held, minutes_a_week=600, target_on=TODAY + 2 * WEEK)
    target = target_of(of, schedule(of, today=TODAY), TODAY)
    assert (target.feasible, target.summit_fits, target.summit_on) == (False, True, TODAY + 2 * WEEK)


def test_more_hours_or_fewer_useful_skills_make_the_date():
    target = aim(3, "essential", "essential", "useful", "useful")
    assert (target.feasible, target.weeks_over) == (False, 1)
    assert ways(target) == [("hours", 810, []), ("fewer", 600, [4])]


def test_where_leaving_out_is_not_enough_both_together_are_offered():
    assert ways(aim(1, "essential", "essential", "useful")) == [("hours", 1800, []), ("both", 1200, [3])]


def test_with_essential_skills_alone_only_hours_help():
    assert ways(aim(1, "essential", "essential")) == [("hours", 1200, [])]


def test_a_week_that_nobody_has_is_not_offered():
    assert ways(aim(1, "essential", minutes=6000)) == []


def test_a_date_that_has_passed_offers_nothing():
    target = aim(-1, "essential")
    assert (target.passed, target.ways) == (True, ())


@given(standings(), st.integers(1, 200))
@settings(max_examples=60, deadline=None)
def test_every_way_out_makes_the_date(of, days: int):
    of = standing(of.catalogue, minutes_a_week=of.minutes_a_week, target_on=TODAY + dt.timedelta(days=days))
    target = target_of(of, schedule(of, today=TODAY), TODAY)
    assert [way.key for way in target.ways if way.ends_on > target.on] == []
