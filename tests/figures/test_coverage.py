from hypothesis import given
from hypothesis import strategies as st

from careers.figures.coverage import Share, coverage

STATES = ["todo", "learning", "done"]


@st.composite
def shares(draw: st.DrawFn) -> Share:
    outcomes = draw(st.integers(0, 8))
    return Share(
        minutes=draw(st.integers(1, 24_000)),
        state=draw(st.sampled_from(STATES)),
        ticked=draw(st.integers(0, outcomes)),
        outcomes=outcomes,
    )


def test_coverage_counts_hours_not_skills() -> None:
    result = coverage([Share(60, "done"), Share(180, "todo")])
    assert (result.percent, result.left_minutes, result.left_count, result.done_count) == (25, 180, 1, 1)


def test_coverage_of_learning_is_by_outcomes_and_at_most_nine_tenths() -> None:
    assert Share(100, "learning", 1, 4).covered == 25
    assert Share(100, "learning", 4, 4).covered == 90
    assert Share(100, "learning", 0, 0).covered == 0


def test_coverage_of_ticks_without_learning_is_nothing() -> None:
    assert Share(100, "todo", 4, 4).covered == 0


def test_coverage_is_rounded_down() -> None:
    assert coverage([Share(999, "done"), Share(1, "todo")]).percent == 99
    assert coverage([Share(1, "done"), Share(999, "todo")]).percent == 0


def test_coverage_of_nothing_is_complete() -> None:
    assert coverage([]).percent == 100


@given(st.lists(shares()))
def test_percent_is_100_exactly_when_nothing_is_left(rows: list[Share]) -> None:
    result = coverage(rows)
    assert 0 <= result.percent <= 100
    assert (result.percent == 100) == all(row.state == "done" for row in rows)
    assert (result.percent == 100) == (result.left_count == 0) == (result.left_minutes == 0)


@given(st.lists(shares(), min_size=1), st.data())
def test_leaving_one_out_never_raises_what_is_covered(rows: list[Share], data: st.DataObject) -> None:
    """Skipping takes a skill out of the list: the denominator shrinks, the numerator cannot grow."""
    gone = data.draw(st.integers(0, len(rows) - 1))
    rest = coverage(rows[:gone] + rows[gone + 1 :])
    assert rest.covered_minutes <= coverage(rows).covered_minutes
    assert rest.minutes < coverage(rows).minutes


@given(st.lists(shares()))
def test_parts_add_up(rows: list[Share]) -> None:
    result = coverage(rows)
    assert result.covered_minutes + result.left_minutes == result.minutes == sum(row.minutes for row in rows)
    assert result.covered_minutes == sum(row.covered for row in rows)


@given(st.lists(shares()), st.lists(shares()))
def test_sum_of_stages_is_the_total(some: list[Share], others: list[Share]) -> None:
    a, b, both = coverage(some), coverage(others), coverage(some + others)
    assert (a.covered_minutes + b.covered_minutes, a.left_count + b.left_count) == (
        both.covered_minutes,
        both.left_count,
    )
