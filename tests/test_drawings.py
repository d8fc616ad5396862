import re
from xml.etree import ElementTree

import pytest

from careers.drawings import SPRITE, Camp, Climb, StageShare, ascent, bar, glyph, hero, length_bar, ramp, step, tent

HOURS = (3, 120, 40, 75, 200)


def shares(done: float = 0.0) -> list[StageShare]:
    return [StageShare(step(n, len(HOURS)), n, f"Stage & {n}", h * 60, done) for n, h in enumerate(HOURS, 1)]


def climbs(done: float = 0.0) -> list[Climb]:
    return [Climb(share, [60] * (share.minutes // 60), "0 %") for share in shares(done)]


CAMPS = [
    Camp("First <look>", 3 * 60, "reached"),
    Camp("First model", 150 * 60, "next", "27 h from here"),
    Camp("Hired", sum(HOURS) * 60, "ahead"),
]


def widths(svg: str, css_class: str) -> list[float]:
    tree = ElementTree.fromstring(svg)
    return [float(e.get("width", "0")) for e in tree.iter() if e.get("class") == css_class]


@pytest.mark.parametrize(
    ("count", "steps"), [(1, [1]), (2, [1, 12]), (4, [1, 5, 8, 12]), (12, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])]
)
def test_steps_spread_over_the_ramp(count: int, steps: list[int]) -> None:
    assert [step(order, count) for order in range(1, count + 1)] == steps


@pytest.mark.parametrize("done", [0.0, 0.5, 1.0])
def test_ramp_pieces_and_their_gaps_fill_the_way(done: float) -> None:
    ways = widths(ramp(shares(done), "Way"), "bar__done ramp__way")
    assert sum(ways) + 2 * len(ways) == pytest.approx(1000, abs=0.5)


def test_ramp_shows_what_is_done_by_length() -> None:
    svg = ramp(shares(0.5), "Way")
    ways, done = widths(svg, "bar__done ramp__way"), widths(svg, "bar__done")
    assert done == pytest.approx([way / 2 for way in ways], abs=0.1)
    assert widths(ramp(shares(0), "Way"), "bar__done") == []


def test_ramp_of_nothing_is_empty() -> None:
    assert widths(ramp([], "Way"), "bar__done ramp__way") == []


def test_bar_parts_are_shares() -> None:
    parts = re.findall(r'class="(\S+)"(?: x="([\d.]+)%")? width="([\d.]+)%"', bar(0.25, 0.5, 7))
    assert parts == [("bar__track", "", "100"), ("bar__done", "", "25"), ("bar__learning", "25", "50")]


def test_length_bar_is_on_the_scale_of_its_list() -> None:
    assert [re.findall(r'width="([\d.]+)%"', length_bar(m, 80)) for m in (20, 80, 400)] == [["25"], ["100"], ["100"]]
    assert length_bar(0, 0).count('width="0%"') == 1


@pytest.mark.parametrize("small", [False, True])
@pytest.mark.parametrize("covered", [None, 0, 150 * 60, sum(HOURS) * 60])
def test_ascent_is_well_formed_at_every_height(covered: int | None, small: bool) -> None:
    svg = ascent(climbs(), CAMPS, covered, "Hired", 'A "way"', small=small)
    root = ElementTree.fromstring(svg)
    assert root.get("aria-label") == 'A "way"'
    assert svg.count("nan") == svg.count("inf") == 0
    assert len(root.findall(".//use")) == len(CAMPS) - 1


def test_ascent_bands_fill_the_width() -> None:
    svg = ascent(climbs(), CAMPS, 0, "Hired", "Way")
    assert sum(widths(svg, "ascent__band")) == pytest.approx(1200 - 4 - 12, abs=0.5)


def test_ascent_names_the_next_camp_on_paper_only_where_it_fits() -> None:
    assert ascent(climbs(), CAMPS, 0, "Hired", "Way").count("27 h from here") == 1
    assert ascent(climbs(), CAMPS, 0, "Hired", "Way", small=True).count("27 h from here") == 0


def test_ascent_leaves_out_a_stage_without_skills() -> None:
    svg = ascent([Climb(StageShare(1, 1, "Empty", 0), []), *climbs()], CAMPS, 0, "Hired", "Way")
    assert len(widths(svg, "ascent__band")) == len(HOURS)


def test_ascent_of_nothing_is_nothing() -> None:
    assert ascent([], [], 0, "Hired", "Way") == ""


def test_hero_has_a_stop_for_each_stage_and_a_tent_for_each_camp_between_stops() -> None:
    root = ElementTree.fromstring(f"<svg>{hero(shares(), [Camp('Door', 60, 'ahead'), *CAMPS])}</svg>")
    assert [e.text for e in root.iter("text") if e.get("class") == "hero-map__num"] == ["1", "2", "3", "4", "5"]
    names = [e.text for e in root.iter("text") if e.get("class") == "hero-map__camp"]
    assert names == ["First <look>", "First model"]  # the door lies before the first stop, the last one is the summit


def test_every_small_drawing_stands_in_the_sprite() -> None:
    names = set(re.findall(r'id="([\w-]+)"', SPRITE))
    drawn = [glyph(state) for state in ("todo", "learning", "done", "skipped", "more")] + [tent("next")]
    used = {name for svg in drawn for name in re.findall(r'href="#([\w-]+)"', svg)}
    assert used - names == set()
    ElementTree.fromstring(SPRITE)
