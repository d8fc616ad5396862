"""The profile of the whole way: skills from left to right, hours climbed from bottom to top, a band for each stage."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import ceil

from careers.drawings.stages import StageShare
from careers.drawings.svg import Point, monotone_path, number, picture, text

HOUR = 60


@dataclass(frozen=True, slots=True)
class Climb:
    """A stage as a part of the profile: the minutes of each of its skills, in order, and the words under it."""

    stage: StageShare
    skills: Sequence[int]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Camp:
    title: str
    height: int
    """Minutes that are covered when one stands there."""
    kind: str
    """reached, next or ahead."""
    when: str = ""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Measures of one of the two sizes: a wide drawing, and one for a phone, which names stages by number alone."""

    name: str
    width: int
    height: int
    left: int
    right: int
    top: int
    foot: int
    band: int
    """Least width of a stage."""
    tent: int
    next_tent: int
    pin: int
    points: int
    """At most so many along the ridge, and the last one."""

    @property
    def base(self) -> int:
        return self.height - self.foot


_LARGE = _Sheet("large", 1200, 252, 4, 12, 46, 58, 72, 22, 34, 7, 40)
_SMALL = _Sheet("small", 360, 150, 2, 8, 30, 30, 20, 15, 24, 6, 20)


def _least_width(climb: Climb, sheet: _Sheet) -> int:
    """Room for the stage's words: on a phone its number, else its name in letters of about seven units."""
    return sheet.band if sheet is _SMALL else max(sheet.band, 7 * len(climb.stage.name) + 10)


class _Slope:
    """Where hours and skills lie on the sheet."""

    def __init__(self, climbs: Sequence[Climb], sheet: _Sheet) -> None:
        self.sheet = sheet
        self.climbs = [climb for climb in climbs if climb.skills]
        room = sheet.width - sheet.left - sheet.right
        count = sum(len(climb.skills) for climb in self.climbs) or 1
        wanted = [max(len(climb.skills) * room / count, _least_width(climb, sheet)) for climb in self.climbs]
        scale = room / (sum(wanted) or 1)
        self.widths = [width * scale for width in wanted]
        self.edges = list(accumulate(self.widths, initial=float(sheet.left)))
        minutes = [minutes for climb in self.climbs for minutes in climb.skills]
        steps = [
            width / len(climb.skills)
            for climb, width in zip(self.climbs, self.widths, strict=True)
            for _ in climb.skills
        ]
        self.heights = list(accumulate(minutes, initial=0))
        self.places = list(accumulate(steps, initial=float(sheet.left)))
        self.total = self.heights[-1]

    def y(self, minutes: float) -> float:
        foot, top = self.sheet.base - 6, self.sheet.top
        return foot - (foot - top) * minutes / (self.total or 1)

    def x(self, minutes: float) -> float:
        """Where the ridge has that height."""
        for (low, x0), (high, x1) in pairwise(zip(self.heights, self.places, strict=True)):
            if minutes <= high:
                return x0 + (x1 - x0) * max(0.0, minutes - low) / ((high - low) or 1)
        return self.places[-1]

    def at(self, minutes: float) -> Point:
        return self.x(minutes), self.y(minutes)

    @property
    def ridge(self) -> str:
        """Through every nth skill: a finer line would show nothing more and weigh twice the rest of the page's head."""
        points = [(x, self.y(height)) for x, height in zip(self.places, self.heights, strict=True)]
        every = ceil(len(points) / self.sheet.points)
        return monotone_path([*points[:-1:every], points[-1]])


def ascent(
    climbs: Sequence[Climb],
    camps: Sequence[Camp],
    covered: int | None,
    goal: str,
    label: str,
    *,
    who: str = "You",
    small: bool = False,
) -> str:
    """The last camp is the summit. Without a person (`covered` is None) nobody stands on the way, and all of it is
    drawn as if walked, since colour is what tells the stages apart."""
    slope = _Slope(climbs, _SMALL if small else _LARGE)
    if not slope.total:
        return ""
    sheet = slope.sheet
    parts = [_hill(slope, walked=covered is None)]
    parts += [_foot(slope, climb, x) for climb, x in zip(slope.climbs, slope.edges, strict=False)]
    parts.append(_summit(slope, goal))
    parts += [_tent(slope, camp) for camp in camps[:-1]]
    if covered is not None:
        parts.append(_person(slope, covered, who))
        parts += [_next(slope, camp) for camp in camps[:-1] if camp.kind == "next" and not small]
    size = f"0 0 {sheet.width} {sheet.height}"
    return picture(f"ascent ascent__{sheet.name}", size, "".join(parts), label)


def _hill(slope: _Slope, *, walked: bool) -> str:
    base, left, end = slope.sheet.base, slope.sheet.left, number(slope.edges[-1])
    name = f"hill-{slope.sheet.name}"
    bands = "".join(
        _band(climb.stage, x, width, base, 1.0 if walked else climb.stage.done)
        for climb, x, width in zip(slope.climbs, slope.edges, slope.widths, strict=False)
    )
    ridge = slope.ridge
    return (
        f'<clipPath id="{name}"><path d="{ridge}L{end} {base}L{left} {base}z"/></clipPath>{_rules(slope)}'
        f'<g clip-path="url(#{name})">{bands}</g>'
        f'<path class="ascent__ridge" d="{ridge}"/><path class="ascent__foot" d="M{left} {base}H{end}"/>'
    )


def _band(stage: StageShare, x: float, width: float, base: int, done: float) -> str:
    walked = (
        f'<rect class="ascent__done" x="{number(x)}" width="{number(width * done)}" height="{base}"/>' if done else ""
    )
    return (
        f'<g data-stage="{stage.step}">'
        f'<rect class="ascent__band" x="{number(x)}" width="{number(width)}" height="{base}"/>{walked}</g>'
    )


def _rules(slope: _Slope) -> str:
    """A line at every 500 hours, as maps have them for heights; at every 100 on a short way."""
    if slope.sheet is _SMALL:
        return ""
    every = 500 if slope.total > 700 * HOUR else 100
    sheet, lines = slope.sheet, []
    for hours in range(every, slope.total // HOUR, every):
        y = slope.y(hours * HOUR)
        lines.append(f'<path class="ascent__rule" d="M{sheet.left} {number(y)}H{sheet.width - sheet.right}"/>')
        lines.append(text(sheet.left, y - 5, f"{hours:,} h", "ascent__halo"))
    return "".join(lines)


def _foot(slope: _Slope, climb: Climb, x: float) -> str:
    base, stage = slope.sheet.base, climb.stage
    if slope.sheet is _SMALL:
        middle = x + slope.widths[slope.climbs.index(climb)] / 2
        words = text(middle, base + 18, str(stage.number), "ascent__name", middle=True)
    else:
        words = (
            f'<path class="ascent__foot" d="M{number(x)} {base}v6"/>'
            + text(x + 5, base + 20, str(stage.number), "ascent__name")
            + text(x + 5, base + 36, stage.name)
            + text(x + 5, base + 52, climb.note)
        )
    return f'<g data-stage="{stage.step}">{words}</g>'


def _summit(slope: _Slope, goal: str) -> str:
    x, y = slope.edges[-1], slope.y(slope.total)
    flag = (
        f'<path class="ascent__pole" d="M{number(x)} {number(y)}v-24"/>'
        f'<path class="ascent__flag" d="M{number(x)} {number(y - 25)}l-13 4.5 13 5z"/>'
    )
    if slope.sheet is _SMALL:
        return flag
    return flag + text(x - 20, y - 16, goal, "ascent__goal ascent__halo", end=True)


def _tent(slope: _Slope, camp: Camp) -> str:
    """A tent with its foot on the ridge."""
    size = slope.sheet.next_tent if camp.kind == "next" else slope.sheet.tent
    x, y = slope.at(camp.height)
    left, top = number(x - size / 2), number(y + 1 - size * 0.8)  # in its box of 24 the foot is at 19.2
    return (
        f'<g class="tent tent--{camp.kind}">'
        f'<use href="#g-tent" x="{left}" y="{top}" width="{size}" height="{size}"/></g>'
    )


def _person(slope: _Slope, covered: int, who: str) -> str:
    x, y = slope.at(covered)
    pin = f'<circle class="ascent__pin" cx="{number(x)}" cy="{number(y)}" r="{slope.sheet.pin}"/>'
    if slope.sheet is _SMALL:
        return pin
    if x < slope.sheet.left + 90:  # no room for words
        return pin
    return pin + text(x - 2, y - 16, f"{who}, {covered // HOUR:,} h", "ascent__you ascent__halo", end=True)


def _next(slope: _Slope, camp: Camp) -> str:
    """The next camp by name, above its tent and to the side that has room: the person often stands close before it."""
    x, y = slope.at(camp.height)
    half = slope.sheet.next_tent / 2
    late = x > slope.sheet.width - 180
    side = x + half if late else x - half
    return text(side, y - 52, camp.title, "ascent__here ascent__halo", end=late) + text(
        side, y - 37, camp.when, "ascent__when ascent__halo", end=late
    )
