"""The living map of the first page: the trail over the contours, with the stages as stops and the camps as tents."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, pairwise
from math import dist

from careers.drawings.ascent import Camp
from careers.drawings.stages import StageShare
from careers.drawings.svg import Point, number, text

_KNOTS: tuple[Point, ...] = (
    (1508, 728),
    (1428, 684),
    (1325, 716),
    (1225, 672),
    (1120, 680),
    (1010, 716),
    (912, 672),
    (870, 600),
    (912, 536),
    (868, 478),
    (858, 408),
    (930, 356),
    (1010, 376),
    (1085, 345),
    (1140, 292),
    (1196, 284),
    (1236, 256),
)
"""Where the trail bends, drawn by hand over the contours of a map of 1600 by 900."""

_PARTS = 24


def _trail() -> list[Point]:
    """A Catmull-Rom curve through the knots, as points close together."""
    knots = [_KNOTS[0], *_KNOTS, _KNOTS[-1]]
    points = [_KNOTS[0]]
    for p0, p1, p2, p3 in zip(knots, knots[1:], knots[2:], knots[3:], strict=False):
        for part in range(1, _PARTS + 1):
            t = part / _PARTS
            points.append((_between(t, p0[0], p1[0], p2[0], p3[0]), _between(t, p0[1], p1[1], p2[1], p3[1])))
    return points


def _between(t: float, a: float, b: float, c: float, d: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)


_TRAIL = _trail()
_WALKED = list(accumulate((dist(a, b) for a, b in pairwise(_TRAIL)), initial=0.0))


def _point(share: float) -> Point:
    """The place on the trail after that share of its length."""
    return _TRAIL[min(bisect_left(_WALKED, share * _WALKED[-1]), len(_TRAIL) - 1)]


def hero(stages: Sequence[StageShare], camps: Sequence[Camp]) -> str:
    """What lies on the contours: the trail, the stages as numbered stops to scale, the camps as tents between them."""
    total = sum(stage.minutes for stage in stages) or 1
    ends = accumulate(stage.minutes for stage in stages)
    middles = [(end - stage.minutes / 2) / total for stage, end in zip(stages, ends, strict=True)]
    stops = "".join(_stop(stage, _point(share)) for stage, share in zip(stages, middles, strict=True))
    sites = _sites([camp.height / total for camp in camps[:-1]], middles)
    tents = "".join(_tent(camp, share) for camp, share in zip(camps, sites, strict=False) if share)
    line = _line()
    return (
        _ends(_point(middles[0]) if middles else _TRAIL[0])
        + f'<path class="hero-map__trailback" d="{line}"/><path class="hero-map__trail" d="{line}"/>'
        + _flag()
        + stops
        + tents
    )


def _sites(heights: Sequence[float], stops: Sequence[float]) -> list[float | None]:
    """For each camp the middle of the gap between two stops that its height falls into, or of the next free one; none
    for a camp before the first stop or when the gaps run out. So no tent stands on a number or on another tent."""
    free = 1
    sites: list[float | None] = []
    for height in heights:
        after = bisect_left(stops, height)
        gap = max(after, free)
        if not after or gap >= len(stops):
            sites.append(None)
            continue
        sites.append((stops[gap - 1] + stops[gap]) / 2)
        free = gap + 1
    return sites


def _line() -> str:
    """The trail as one path; every sixth point is as fine as the eye sees."""
    points = [*_TRAIL[::6], _TRAIL[-1]] if (len(_TRAIL) - 1) % 6 else _TRAIL[::6]
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)


def _stop(stage: StageShare, at: Point) -> str:
    x, y = at
    return (
        f'<g data-stage="{stage.step}"><circle class="hero-map__stop" cx="{number(x)}" cy="{number(y)}" r="19"/>'
        f"{text(x, y + 7.5, str(stage.number), 'hero-map__num', middle=True)}</g>"
    )


def _tent(camp: Camp, share: float) -> str:
    """With its name beside it where the trail climbs, else high enough above it to clear the stops."""
    x, y = _point(share)
    before, after = _point(share - 0.01), _point(share + 0.01)
    tent = f'<use href="#g-tent" x="{number(x - 22)}" y="{number(y - 25)}" width="44" height="44"/>'
    if abs(after[1] - before[1]) > abs(after[0] - before[0]):
        name = text(x + 32, y - 16, camp.title, "hero-map__camp")
    else:
        name = text(x, y - 50, camp.title, "hero-map__camp", middle=True)
    return f'<g class="tent tent--hero">{tent}</g>{name}'


def _flag() -> str:
    x, y = _TRAIL[-1]
    return (
        f'<path class="hero-map__pole" d="M{number(x)} {number(y)}v-62"/>'
        f'<path class="ascent__flag" d="M{number(x)} {number(y - 64)}l40 13-40 14z"/>'
        f'<circle class="hero-map__top" cx="{number(x)}" cy="{number(y)}" r="6"/>'
    )


def _ends(first: Point) -> str:
    x, y = _TRAIL[-1]
    return text(first[0] - 30, first[1] + 34, "curious", "hero-map__place", end=True) + text(
        x + 52, y - 44, "hired", "hero-map__place"
    )
