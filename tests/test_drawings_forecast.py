"""The way in time, drawn."""

import datetime as dt
import xml.etree.ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from careers.drawings import Stop, Way, burn_up, trail

TODAY = dt.date(2026, 11, 24)


def day(offset: int) -> dt.date:
    return TODAY + dt.timedelta(days=offset)


REACHED = Stop("First look", "reached", 600, day(-60), day(-60))
NEXT = Stop("First model", "next", 3000, day(30), day(50))
SUMMIT = Stop("Summit", "ahead", 9000, day(200), day(300))
WAY = Way([(day(-90), 300), (day(-60), 600)], TODAY, 1200, [REACHED, NEXT, SUMMIT], day(150))


def pictures(svg: str) -> list[ET.Element]:
    return list(ET.fromstring(f"<all>{svg}</all>"))


def words(svg: ET.Element) -> list[str]:
    return [element.text.replace("\u00a0", " ") for element in svg.iter("text") if element.text]


def css(svg: ET.Element, css_class: str) -> list[ET.Element]:
    return [element for element in svg.iter() if element.get("class") == css_class]


def test_the_trail_is_drawn_wide_and_slim_and_read_out() -> None:
    drawn = pictures(trail(WAY, "in words"))
    assert [svg.get("class") for svg in drawn] == ["chart trail trail--wide", "chart trail trail--slim"]
    assert {(svg.get("role"), svg.get("aria-label")) for svg in drawn} == {("img", "in words")}


def test_the_wide_trail_names_the_next_camp_the_summit_today_and_the_target() -> None:
    wide, slim = pictures(trail(WAY, ""))
    assert [text for text in words(wide) if text[0].isalpha() and len(text) > 4] == [
        "Your date, 23 April 2027",
        "Summit, likely 12 June 2027",
        "cautious 20 Sep 2027",
        "First model",
        "likely 24 December",
        "cautious 13 January 2027",
        "Today, 20 h",
    ]
    assert [text for text in words(slim) if len(text) > 5] == []


def test_camps_ahead_have_whiskers_and_reached_ones_none() -> None:
    wide, _ = pictures(trail(WAY, ""))
    assert [len(css(wide, name)) for name in ("trail__reach", "trail__reach trail__reach--next")] == [1, 1]
    assert [len(css(wide, f"tent tent--{kind}")) for kind in ("reached", "next", "ahead")] == [1, 1, 0]


def test_a_way_that_is_walked_has_no_fan() -> None:
    way = Way([(day(-60), 600)], TODAY, 600, [Stop("Summit", "reached", 600, day(-60), day(-60))])
    assert [len(css(svg, "chart__range")) for svg in pictures(trail(way, "") + burn_up(way, "", "10 h"))] == [0, 0, 0]


def test_the_burn_up_names_its_scope_and_the_likely_day() -> None:
    [chart] = pictures(burn_up(WAY, "in words", "150 h to the summit"))
    assert ("150 h to the summit" in words(chart), "12 Jun 2027" in words(chart)) == (True, True)


@given(
    st.lists(st.tuples(st.integers(0, 20_000), st.integers(0, 14_600), st.integers(0, 900)), min_size=1, max_size=6),
    st.lists(st.tuples(st.integers(-2000, 0), st.integers(1, 5000)), max_size=8),
    st.none() | st.integers(-500, 9000),
)
@settings(max_examples=60, deadline=None)
def test_everything_stays_on_its_sheet(
    ahead: list[tuple[int, int, int]], done: list[tuple[int, int]], target: int | None
) -> None:
    covered = 0
    walked = []
    for offset, minutes in sorted(done):
        covered += minutes
        walked.append((day(offset), covered))
    stops = [
        Stop("Camp", "next" if number == 0 else "ahead", covered + more, day(likely), day(likely + longer))
        for number, (more, likely, longer) in enumerate(sorted(ahead))
    ]
    way = Way(walked, TODAY, covered, stops, None if target is None else day(target))
    for svg in pictures(trail(way, "") + burn_up(way, "", "scope")):
        _, _, width, height = (float(value) for value in svg.get("viewBox", "").split())
        for element in svg.iter("circle"):
            assert 0 <= float(element.get("cx", "")) <= width
            assert 0 <= float(element.get("cy", "")) <= height
        for element in svg.iter("text"):
            assert 0 <= float(element.get("x", "")) <= width + 200
