"""Study time to scale."""

import datetime as dt
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careers.drawings import StudyDay, heatmap, scalebar
from careers.drawings.study import first_day

TODAY = dt.date(2026, 11, 24)


def parts(svg: str, css_class: str) -> list[ET.Element]:
    return [element for element in ET.fromstring(svg).iter() if element.get("class") == css_class]


def both(minutes: int, goal: int) -> list[str]:
    return [f"{svg}</svg>" for svg in scalebar(minutes, goal, "now", "in words").split("</svg>") if svg]


def done(svg: str) -> float:
    return sum(float(part.get("width", 0)) for part in parts(svg, "scalebar__done"))


def test_a_week_is_drawn_wide_and_slim_and_read_out():
    wide, slim = both(270, 600)
    assert [ET.fromstring(svg).get("class") for svg in (wide, slim)] == [
        "scalebar scalebar--wide",
        "scalebar scalebar--slim",
    ]
    assert [ET.fromstring(svg).get("aria-label") for svg in (wide, slim)] == ["in words"] * 2


@settings(max_examples=60)
@given(st.integers(0, 7 * 1440), st.integers(30, 80 * 60))
def test_minutes_are_to_scale_whatever_the_goal(minutes: int, goal: int):
    for svg, width in zip(both(minutes, goal), (600, 280), strict=True):
        assert done(svg) == pytest.approx(width * minutes / max(minutes, goal), abs=1)
        assert len(parts(svg, "scalebar__dark")) <= 14
        assert len(parts(svg, "scalebar__goal")) == (minutes > goal)


def test_numbers_of_a_week_stand_at_their_hours():
    wide, _ = both(0, 600)
    assert [part.text for part in parts(wide, "scalebar__text")] == ["0", "2", "4", "6", "8"]
    assert [part.text for part in parts(wide, "scalebar__text scalebar__text--end")] == ["10\u00a0h"]


def test_a_year_has_a_square_for_each_day_up_to_today():
    svg = heatmap({TODAY: StudyDay(60, 3), TODAY - dt.timedelta(days=1): StudyDay(10, None)}, TODAY, "in words")
    assert len(parts(svg, "heatmap__rest")) == (TODAY - first_day(TODAY)).days - 1
    assert [(part.get("data-stage"), part.get("width")) for part in parts(svg, "heatmap__day")] == [
        (None, "5"),
        ("3", "8"),
    ]
    assert len(parts(svg, "heatmap__today")) == 1


@pytest.mark.parametrize("day", range(22, 30))
def test_a_year_begins_on_a_monday(day: int):
    first = first_day(dt.date(2026, 11, day))
    assert (first.weekday(), 364 <= (dt.date(2026, 11, day) - first).days < 371) == (0, True)


def test_what_another_zone_left_after_today_is_not_drawn():
    svg = heatmap({TODAY + dt.timedelta(days=1): StudyDay(60, 3)}, TODAY, "in words")
    assert parts(svg, "heatmap__day") == []
