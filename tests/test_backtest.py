"""The forecast against simulated lives: the full report is a part of `make bench`."""

from collections.abc import Sequence

import pytest

from bench.backtest import KINDS, LIVES, Answer, backtest, error_of, in_time, lines, lives


@pytest.fixture(scope="module")
def summits() -> Sequence[Answer]:
    return [answer for answer in backtest() if answer.goal == "summit"]


def test_the_likely_date_is_off_by_fifteen_percent_of_the_time_left_at_most(summits: Sequence[Answer]) -> None:
    assert error_of(summits) <= 0.15


def test_most_are_done_by_the_cautious_date_but_it_is_no_excuse(summits: Sequence[Answer]) -> None:
    assert 0.80 <= in_time(summits) <= 0.95


def test_lives_of_every_kind_arrive_and_are_the_same_each_time() -> None:
    once, again = list(lives(7, 12)), list(lives(7, 12))
    assert once == again
    assert {life.kind for life in once} == set(KINDS)
    assert all(sum(life.weeks) >= life.minutes for life in once)


def test_the_report_names_what_it_rests_on(summits: Sequence[Answer]) -> None:
    head, _, first, *_ = lines(backtest())
    assert head.startswith(f"| forecast in {LIVES} simulated lives")
    assert first.startswith(f"| the summit | {len(summits)} |")
