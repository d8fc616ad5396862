"""Results against their baselines, to scale."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careers.figures.comparison import Comparison, comparison
from careers.models import ProjectMetric, ProjectResult

NUMBERS = st.decimals(min_value=-1000, max_value=1000, places=3)


def compared(*values: tuple[str, bool], better: str = "higher", unit: str = "") -> Comparison:
    rows = [
        ProjectResult(pk=n, label=f"r{n}", value=Decimal(value), is_baseline=is_baseline)
        for n, (value, is_baseline) in enumerate(values)
    ]
    return comparison(ProjectMetric(name="m", better=better, unit=unit), rows)


def test_a_share_is_drawn_up_to_one():
    found = compared(("0.61", True), ("0.89", False))
    assert [(row.start, row.width) for row in found.rows] == [(0.0, 61.0), (0.0, 89.0)]
    assert found.axis == "0 to 1"


def test_other_values_are_drawn_up_to_the_largest():
    found = compared(("4.4", True), ("2.2", False), better="lower", unit="bikes")
    assert [row.width for row in found.rows] == [100.0, 50.0]
    assert found.axis == "0 to 4.4\u00a0bikes"


def test_values_below_zero_go_to_the_left_of_it():
    found = compared(("-10", True), ("30", False))
    assert [(row.start, row.width) for row in found.rows] == [(0.0, 25.0), (25.0, 75.0)]


def test_values_of_one_metric_have_the_same_decimals():
    assert [row.written for row in compared(("0.7", True), ("0.81", False)).rows] == ["0.70", "0.81"]
    assert compared(("1234.5", True), unit="ms").rows[0].written == "1,234.5\u00a0ms"


@pytest.mark.parametrize(
    ("better", "baseline", "result", "says"),
    [
        ("higher", "0.61", "0.89", "0.28 better than the baseline."),
        ("higher", "0.61", "0.60", "0.01 worse than the baseline."),
        ("lower", "4.4", "2.9", "1.5 better than the baseline."),
        ("lower", "4.4", "4.6", "0.2 worse than the baseline."),
        ("lower", "4.4", "4.4", "The same as the baseline."),
    ],
)
def test_the_difference_follows_the_direction(better: str, baseline: str, result: str, says: str):
    assert compared((baseline, True), (result, False), better=better).says == says


def test_the_strongest_baseline_and_the_best_result_are_compared():
    found = compared(("0.09", True), ("0.61", True), ("0.89", False), ("0.78", False))
    assert (found.baseline.written, found.best.written, found.says) == (
        "0.61",
        "0.89",
        "0.28 better than the baseline.",
    )
    assert [row.is_best for row in found.rows] == [False, False, True, False]


def test_without_values_there_is_nothing_to_say():
    found = compared()
    assert (found.rows, found.best, found.baseline, found.says) == ((), None, None, "")


@given(st.lists(st.tuples(NUMBERS, st.booleans()), max_size=6), st.sampled_from(["higher", "lower"]))
@settings(max_examples=100)
def test_no_bar_leaves_its_axis_and_lengths_keep_their_order(values: list[tuple[Decimal, bool]], better: str):
    rows = compared(*((str(value), is_baseline) for value, is_baseline in values), better=better).rows
    assert all(row.start >= 0 and row.start + row.width <= 100.2 for row in rows)
    sizes = [abs(value) for value, _ in values]
    longest = sorted(range(len(rows)), key=lambda n: sizes[n])
    assert [rows[n].width for n in longest] == sorted(row.width for row in rows)
