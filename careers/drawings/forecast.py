"""The way in time: hours up, dates along. A line behind, a fan ahead, camps with their whiskers."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from careers import formats
from careers.drawings.svg import number, picture, text

HOUR = 60
RULES = (50, 100, 200, 500, 1000, 2000, 5000)
"""Hours between two lines across."""
MONTHS = (1, 2, 3, 6, 12, 24, 60, 120)
"""Months between two dates along."""
SCOPE_WIDTH, DAY_WIDTH = 140, 72
"""Of words in the burn-up, about."""
SUMMIT_WIDTH = 220
"""Of its name with its day, about."""
LINES_OF_A_CAMP = 44
"""Height of the words beside the next camp."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A camp on the way. One that is reached has only the day on which it was."""

    title: str
    kind: str
    """reached, next or ahead."""
    height: int
    """Minutes covered when one stands there."""
    likely: dt.date
    cautious: dt.date


@dataclass(frozen=True, slots=True)
class Way:
    walked: Sequence[tuple[dt.date, int]]
    """Day → minutes covered, rising."""
    today: dt.date
    covered: int
    stops: Sequence[Stop]
    """In order; the last is the summit."""
    target_on: dt.date | None = None

    @property
    def summit(self) -> Stop:
        return self.stops[-1]


@dataclass(frozen=True, slots=True)
class _Sheet:
    css: str
    width: int
    height: int
    left: int
    right: int
    top: int
    foot: int
    tent: int
    next_tent: int
    pin: int
    dates: int
    """Most dates along."""
    named: bool
    """Room for words beside the line."""


_WIDE = _Sheet("chart trail trail--wide", 1200, 330, 4, 130, 44, 30, 22, 40, 7, 12, named=True)
_SLIM = _Sheet("chart trail trail--slim", 360, 210, 2, 14, 30, 26, 15, 26, 6, 5, named=False)
_BURN_UP = _Sheet("chart", 420, 232, 6, 10, 30, 26, 15, 20, 6, 5, named=False)


def trail(way: Way, label: str) -> str:
    """Twice, for a wide page and a phone; the style sheet shows one. Names the next camp and the summit, if wide."""
    return "".join(_trail(_Scale(sheet, way), label) for sheet in (_WIDE, _SLIM))


def burn_up(way: Way, label: str, scope: str) -> str:
    """Hours covered against the height of the summit, which is named `scope`."""
    scale = _Scale(_BURN_UP, way)
    top = scale.y(way.summit.height)
    body = [
        *scale.rules(),
        f'<path class="chart__scope" d="M{scale.sheet.left} {number(top)}H{scale.right}"/>',
        text(scale.sheet.left, top - 7, scope),
        *scale.lines(),
        *(scale.tent(stop) for stop in way.stops if stop.kind == "next" and stop is not way.summit),
        *scale.here(),
    ]
    if way.summit.kind != "reached":
        body.append(_day_of(scale, way.summit, top))
    return scale.picture(body, label)


def _day_of(scale: "_Scale", stop: Stop, y: float) -> str:
    """Over the line, beside what the line says of itself."""
    x = min(max(scale.x(stop.likely), SCOPE_WIDTH + DAY_WIDTH / 2), scale.right - DAY_WIDTH / 2)
    return text(x, y - 7, formats.day_short(stop.likely), "chart__trail", middle=True)


def _trail(scale: "_Scale", label: str) -> str:
    way = scale.way
    body = [*scale.rules(), *scale.lines(), *scale.target()]
    for stop in way.stops:
        x, y = scale.x(stop.likely), scale.y(stop.height)
        if stop.kind != "reached":
            css = "trail__reach trail__reach--next" if stop.kind == "next" else "trail__reach"
            body.append(f'<path class="{css}" d="M{number(x)} {number(y)}H{number(scale.x(stop.cautious))}m0-4v8"/>')
        body.append(_flag(x, y) if stop is way.summit else scale.tent(stop))
    body += scale.here()
    if scale.sheet.named:
        body += _names(scale)
    return scale.picture(body, label)


def _flag(x: float, y: float) -> str:
    return (
        f'<path class="ascent__pole" d="M{number(x)} {number(y)}v-26"/>'
        f'<path class="ascent__flag" d="M{number(x)} {number(y - 27)}l13 4.5-13 5z"/>'
    )


def _names(scale: "_Scale") -> Iterator[str]:
    """To the left of the fan above the line, to the right of it below: there nothing is drawn."""
    way, summit = scale.way, scale.way.summit
    if summit.kind != "reached":
        x, y = scale.x(summit.likely), scale.y(summit.height)
        yield text(
            max(x - 12, SUMMIT_WIDTH),
            y - 8,
            f"Summit, likely {formats.day(summit.likely)}",
            "trail__name trail__halo",
            end=True,
        )
        cautious = f"cautious {formats.day_short(summit.cautious)}"
        yield text(scale.x(summit.cautious) + 8, y + 4, cautious, "trail__halo")
    stop = scale.named_camp
    if stop:
        yield from _name(scale, stop)
    x, y = scale.x(way.today), scale.y(way.covered)
    words = f"Today, {formats.hours(way.covered)}"
    if x > 180:
        yield text(x - 12, y - 8, words, "trail__name trail__halo", end=True)
    elif not stop:
        yield text(x + 14, y + 16, words, "trail__name trail__halo")


def _name(scale: "_Scale", stop: Stop) -> Iterator[str]:
    """Beside the whisker; where that would fall onto the dates, further on, where the fan has risen, with a line."""
    x, y = scale.x(stop.cautious) + 12, scale.y(stop.height)
    if scale.is_low(stop):
        start = f"M{number(x - 6)} {number(y)}"
        x, y = scale.x_under_the_fan, scale.base - LINES_OF_A_CAMP
        yield f'<path class="trail__lead" d="{start}L{number(x - 8)} {number(y + 6)}"/>'
    yield text(x, y + 6, stop.title, "trail__next trail__halo")
    yield text(x, y + 22, f"likely {formats.day(stop.likely)}", "trail__soon trail__halo")
    yield text(x, y + 38, f"cautious {formats.day(stop.cautious)}", "trail__halo")


class _Scale:
    """Days to x and minutes to y, from a little before the beginning to a little after the last cautious date."""

    def __init__(self, sheet: _Sheet, way: Way) -> None:
        self.sheet, self.way = sheet, way
        self.first = min([way.today - dt.timedelta(days=14), *(day for day, _ in way.walked[:1])])
        last = max([way.today, way.target_on or way.today, *(stop.cautious for stop in way.stops)])
        self.last = last + (last - self.first) / 40 + dt.timedelta(days=1)
        self.top = max([way.covered, *(stop.height for stop in way.stops)]) or HOUR
        self.right = sheet.width - sheet.right
        self.base = sheet.height - sheet.foot

    def x(self, day: dt.date) -> float:
        return self.sheet.left + (self.right - self.sheet.left) * (day - self.first) / (self.last - self.first)

    def y(self, minutes: float) -> float:
        return self.base - (self.base - self.sheet.top) * minutes / self.top

    @property
    def named_camp(self) -> Stop | None:
        """The next camp, if it is another one than the summit."""
        return next((stop for stop in self.way.stops if stop.kind == "next" and stop is not self.way.summit), None)

    def is_low(self, stop: Stop) -> bool:
        return self.y(stop.height) + LINES_OF_A_CAMP > self.base

    @property
    def x_under_the_fan(self) -> float:
        """From here on the words of a camp fit between the fan's lower edge and the axis."""
        start, end = self.x(self.way.today), self.x(self.way.summit.cautious)
        rise = self.y(self.way.covered) - self.y(self.way.summit.height)
        needed = max(0.0, LINES_OF_A_CAMP + 20 - (self.base - self.y(self.way.covered)))
        return min(start + needed * (end - start) / max(rise, 1), self.right - 240) + 20

    def rules(self) -> Iterator[str]:
        """Lines across; not one so near the top that its number would touch what stands there."""
        step = HOUR * next((hours for hours in RULES if self.top <= 4 * hours * HOUR), RULES[-1])
        for minutes in range(step, self.top - step // 3, step):
            y = self.y(minutes)
            yield f'<path class="chart__grid" d="M{self.sheet.left} {number(y)}H{self.right}"/>'
            yield text(self.sheet.left, y - 5, formats.hours(minutes), "trail__halo")
        yield f'<path class="chart__axis" d="M{self.sheet.left} {self.base}H{self.right}"/>'
        for day, words in self._dates():
            x = self.x(day)
            yield f'<path class="chart__axis" d="M{number(x)} {self.base}v4"/>'
            yield text(x, self.base + 17, words, middle=True)

    def _dates(self) -> Iterator[tuple[dt.date, str]]:
        """First days of months, as far apart as there is room; a January by its year."""
        months = (self.last - self.first).days / 30.44
        step = next((step for step in MONTHS if months <= step * self.sheet.dates), MONTHS[-1])
        count = self.first.year * 12 + self.first.month
        for at in range(count + -count % step, self.last.year * 12 + self.last.month, step):
            day = dt.date(at // 12, at % 12 + 1, 1)
            if self.sheet.left + 16 <= self.x(day) <= self.right - 12:
                yield day, f"{day:%Y}" if day.month == 1 else f"{day:%b}"

    def lines(self) -> Iterator[str]:
        way = self.way
        here = (self.x(way.today), self.y(way.covered))
        points = [(self.x(day), self.y(minutes)) for day, minutes in way.walked]
        walked = [(points[0][0] if points else self.x(self.first), self.base), *points, here]
        line = "L".join(f"{number(x)} {number(y)}" for x, y in walked)
        yield f'<path class="chart__area" d="M{line}V{self.base}z"/>'
        summit = way.summit
        if summit.kind != "reached":
            start = f"M{number(here[0])} {number(here[1])}"
            likely = f"L{number(self.x(summit.likely))} {number(self.y(summit.height))}"
            yield f'<path class="chart__range" d="{start}{likely}H{number(self.x(summit.cautious))}z"/>'
            yield f'<path class="chart__likely" d="{start}{likely}"/>'
        yield f'<path class="chart__line" d="M{line}"/>'

    def target(self) -> Iterator[str]:
        if self.way.target_on is None or self.way.target_on < self.first:
            return
        x = self.x(self.way.target_on)
        yield f'<path class="trail__target" d="M{number(x)} {self.sheet.top - 18}V{self.base}"/>'
        if self.sheet.named:
            camp = self.named_camp
            low = camp is not None and self.is_low(camp) and x < self.x_under_the_fan + 2 * DAY_WIDTH + SCOPE_WIDTH
            y, words = self.sheet.top - 8 if low else self.base - 10, f"Your date, {formats.day(self.way.target_on)}"
            yield text(max(x - 7, SCOPE_WIDTH + DAY_WIDTH), y, words, "trail__date trail__halo", end=True)

    def tent(self, stop: Stop) -> str:
        size = self.sheet.next_tent if stop.kind == "next" else self.sheet.tent
        left, top = number(self.x(stop.likely) - size / 2), number(self.y(stop.height) - size * 0.8)
        return (
            f'<g class="tent tent--{stop.kind}">'
            f'<use href="#g-tent" x="{left}" y="{top}" width="{size}" height="{size}"/></g>'
        )

    def here(self) -> Iterator[str]:
        x, y = number(self.x(self.way.today)), number(self.y(self.way.covered))
        yield f'<circle class="chart__here" cx="{x}" cy="{y}" r="{self.sheet.pin}"/>'

    def picture(self, body: Sequence[str], label: str) -> str:
        return picture(self.sheet.css, f"0 0 {self.sheet.width} {self.sheet.height}", "".join(body), label)
