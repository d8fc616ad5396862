import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careers.figures.pace import ENOUGH, LEAST, WEEKS_BACK, rate, rate_of, weeks_before

TODAY = dt.date(2026, 11, 24)
minutes = st.lists(st.integers(0, 2000), max_size=30)


def ago(days: int) -> dt.date:
    return TODAY - dt.timedelta(days=days)


def test_weeks_end_yesterday_and_are_whole() -> None:
    log = {TODAY: 1, ago(1): 2, ago(7): 4, ago(8): 8, ago(14): 16, ago(16): 32}
    assert weeks_before(log, TODAY) == [6, 24]


def test_weeks_go_back_half_a_year_at_most() -> None:
    assert len(weeks_before({ago(1): 60, ago(1000): 60}, TODAY)) == WEEKS_BACK


def test_the_promise_holds_until_three_weeks_are_logged() -> None:
    log = {ago(day): 60 for day in (2, 9, 14)}
    assert (rate_of(log, TODAY, 600).promised, rate_of(log, TODAY, 600).minutes) == (True, 600)
    assert rate_of(log | {ago(16): 60, ago(21): 60}, TODAY, 600).promised is False


def test_three_weeks_with_study_count_not_three_weeks_of_rest() -> None:
    assert rate([300, 0, 0, 0, 300], 600).promised is True


def test_even_weeks_are_the_pace_with_little_doubt_but_some() -> None:
    even = rate([450] * 20, 600)
    assert (even.minutes_a_week, even.variance, even.weeks) == (450, 0, 20)
    assert even.doubt > 0


def test_later_weeks_weigh_more() -> None:
    assert rate([600] * 4 + [300] * 4, 600).minutes > 450 > rate([300] * 4 + [600] * 4, 600).minutes


def test_weeks_off_in_a_row_scatter_more_than_the_same_ones_apart() -> None:
    apart, in_a_row = rate([600, 600, 0] * 6, 600), rate([600] * 6 + [0] * 6 + [600] * 6, 600)
    assert in_a_row.variance > 2 * apart.variance


def test_a_pace_of_next_to_nothing_is_still_a_pace() -> None:
    assert rate([1, 1, 1], 600).minutes == LEAST


@given(minutes, st.integers(30, 4800))
@settings(max_examples=60, deadline=None)
def test_a_pace_lies_within_its_weeks(weeks: list[int], promised: int) -> None:
    found = rate(weeks, promised)
    if sum(week > 0 for week in weeks) < ENOUGH:
        assert found.minutes == promised
    else:
        assert min(weeks) - 1e-6 <= found.minutes <= max(*weeks, LEAST) + 1e-6
    assert found.variance >= 0


@pytest.mark.parametrize("weeks", [[], [0], [0] * 26])
def test_a_log_without_study_is_no_pace(weeks: list[int]) -> None:
    assert rate(weeks, 600).promised is True
