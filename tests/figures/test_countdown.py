import datetime as dt
from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from careers.figures.countdown import Countdown, Piece, countdown, minutes_a_study_day

TUESDAY = dt.date(2026, 11, 24)
pieces = st.lists(st.builds(Piece, st.sampled_from("abcdef"), st.integers(0, 3000)), max_size=6)
rest = st.sets(st.integers(0, 6))


def over(
    days: int, *minutes: int, pace: int = 600, rest_days: tuple[int, ...] = (), light_eve: bool = True
) -> Countdown:
    waiting = [Piece(f"p{n}", length) for n, length in enumerate(minutes)]
    until = TUESDAY + dt.timedelta(days=days)
    return countdown(TUESDAY, until, waiting, pace, rest_days, light_eve=light_eve)


def by_day(days: Countdown) -> list[int]:
    return [sum(piece.minutes for piece in day.pieces) for day in days.days]


def test_what_is_left_is_spread_evenly_before_a_light_eve():
    assert by_day(over(5, 100, 100)) == [50, 50, 50, 50, 0, 0]


def test_pieces_keep_their_order_and_are_cut_where_a_day_is_full():
    said = [[(piece.title, piece.minutes) for piece in day.pieces] for day in over(4, 40, 80).days]
    assert said == [[("p0", 40)], [("p1", 40)], [("p1", 40)], [], []]


def test_what_does_not_fit_at_ones_pace_is_told():
    days = over(3, 500, pace=100)
    assert (by_day(days), days.beyond, days.a_day) == ([100, 100, 0, 0], 300, 100)


def test_rest_days_are_kept_unless_there_is_no_other():
    wednesday = 2
    assert by_day(over(4, 100, rest_days=(wednesday,))) == [50, 0, 50, 0, 0]
    assert by_day(over(2, 100, rest_days=tuple(range(7)))) == [100, 0, 0]


def test_the_day_before_is_used_when_it_is_the_only_one_left():
    assert by_day(over(1, 60)) == [60, 0]


def test_on_the_day_itself_everything_is_today():
    assert by_day(over(0, 60)) == [60]


def test_a_take_home_uses_its_last_evening():
    assert by_day(over(3, 90, light_eve=False)) == [30, 30, 30, 0]


def test_a_long_wait_is_shown_as_a_few_days_and_one_stretch():
    shown = over(40, 4000).stretches
    assert [stretch.days for stretch in shown] == [1, 1, 1, 1, 35, 1, 1]
    assert [stretch.kind for stretch in shown] == ["", "", "", "", "", "eve", "day"]
    assert sum(stretch.minutes for stretch in shown) == 4000


@given(pieces, st.integers(0, 60), st.integers(5, 900), rest, st.booleans())
def test_no_minute_is_lost_and_no_day_is_over_its_pace(
    waiting: list[Piece], days: int, pace: int, rest_days: set[int], light_eve: bool
):
    found = countdown(TUESDAY, TUESDAY + dt.timedelta(days=days), waiting, pace, rest_days, light_eve=light_eve)
    assert sum(by_day(found)) + found.beyond == sum(piece.minutes for piece in waiting)
    assert found.a_day <= pace
    assert found.beyond >= 0
    assert len(found.days) == days + 1
    assert sum(stretch.days for stretch in found.stretches) == days + 1


@given(st.lists(st.integers(1, 300), max_size=6), st.integers(0, 30), st.integers(5, 900))
def test_the_pieces_come_one_after_the_other(minutes: list[int], days: int, pace: int):
    titles = [piece.title for day in over(days, *minutes, pace=pace).days for piece in day.pieces]
    once = [title for title, _ in groupby(titles)]
    assert once == [f"p{n}" for n in range(len(once))]


def test_a_week_of_ten_hours_and_a_rest_day_is_100_minutes_a_day():
    assert minutes_a_study_day(600, (6,)) == 100
