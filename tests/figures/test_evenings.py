import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.figures.evenings import evenings, in_words


def test_ten_hours_are_some_evenings_and_the_weekend():
    assert [day.minutes for day in evenings(600, {4})] == [60, 90, 60, 90, 0, 150, 150]


@pytest.mark.parametrize(
    ("minutes", "rest", "words"),
    [
        (600, {4}, "4 evenings and the weekend"),
        (120, set(), "the weekend"),
        (60, set(), "a day of the weekend"),
        (60, {5, 6}, "1 evening"),
        (600, {5, 6}, "5 evenings"),
    ],
)
def test_a_week_in_words(minutes: int, rest: set[int], words: str):
    assert in_words(evenings(minutes, rest)) == words


@given(st.integers(30, 4800), st.sets(st.integers(0, 6), max_size=6))
def test_evenings_come_to_the_whole_and_leave_rest_days_free(minutes: int, rest: set[int]):
    week = evenings(minutes, rest)
    assert sum(day.minutes for day in week) == minutes
    assert [day.minutes for number, day in enumerate(week) if number in rest] == [0] * len(rest)
