"""Study time to scale: a week as the scale bar of a map, a year of days as squares."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from careers import formats
from careers.drawings.stages import STEPS
from careers.drawings.svg import number, picture, text

HOUR = 60
MOST_BLOCKS = 14
BAR_WIDE, BAR_SLIM = 620, 300
BAR_TOP, BAR_HEIGHT, BAR_MARGIN = 24, 16, 10
NUMBERS_AT = BAR_TOP + BAR_HEIGHT + 17
SLIM_NUMBERS = 11
ROOM_FOR_THE_LAST = 52

WEEKS = 53
DAYS_OF_A_YEAR = 7 * WEEKS
CELL, GAP, LEFT, TOP = 14, 2.5, 32, 20
SIZES = ((45, 5), (90, 8), (150, 11))
"""Minutes below which a day's square has a side; longer days fill their cell."""


@dataclass(frozen=True, slots=True)
class StudyDay:
    minutes: int
    step: int | None
    """Colour step of the stage with the most minutes of that day; None where no stage is known."""


def scalebar(minutes: int, goal: int, written: str, label: str) -> str:
    """Minutes of a goal, in two widths, so that the words keep their size on a phone; the style sheet shows one."""
    return "".join(
        _scalebar(minutes, goal, width, kind, written, label)
        for width, kind in ((BAR_WIDE, "wide"), (BAR_SLIM, "slim"))
    )


def _scalebar(minutes: int, goal: int, width: int, kind: str, written: str, label: str) -> str:
    whole = max(minutes, goal)
    scale = (width - 2 * BAR_MARGIN) / whole
    block = _block(whole)
    edges = [*range(0, whole, block), whole]
    body = [
        *_blocks(edges, minutes, scale),
        f'<rect class="scalebar__frame" x="{BAR_MARGIN}" y="{BAR_TOP}" width="{width - 2 * BAR_MARGIN}"'
        f' height="{BAR_HEIGHT}"/>',
        *_numbers(edges, scale, slim=kind == "slim"),
    ]
    if goal < minutes:
        body.append(_line("goal", goal * scale, above=4, below=4))
    if minutes:
        x = min(max(BAR_MARGIN + minutes * scale, 24), width - 24)
        body.append(text(x, 14, written, "scalebar__text scalebar__text--now"))
    box = f"0 0 {width} {BAR_TOP + BAR_HEIGHT + 22}"
    return picture(f"scalebar scalebar--{kind}", box, "".join(body), label)


def _blocks(edges: list[int], minutes: int, scale: float) -> Iterator[str]:
    """A checkered band; the minutes fill it from the left, lighter where the band is light."""
    for place, (start, end) in enumerate(pairwise(edges)):
        dark, light = (BAR_TOP, BAR_TOP + BAR_HEIGHT / 2) if place % 2 else (BAR_TOP + BAR_HEIGHT / 2, BAR_TOP)
        yield _part("dark", start, end, dark, scale)
        if minutes > start:
            yield _part("done", start, min(end, minutes), dark, scale)
            yield _part("light", start, min(end, minutes), light, scale)


def _part(kind: str, start: float, end: float, y: float, scale: float) -> str:
    return (
        f'<rect class="scalebar__{kind}" x="{number(BAR_MARGIN + start * scale)}" y="{number(y)}"'
        f' width="{number((end - start) * scale)}" height="{number(BAR_HEIGHT / 2)}"/>'
    )


def _numbers(edges: list[int], scale: float, *, slim: bool) -> Iterator[str]:
    """A line at each edge; hours at every second one, and at the last, which they leave room for."""
    whole = edges[-1]
    every = 4 if slim and len(edges) > SLIM_NUMBERS else 2
    for place, edge in enumerate(edges):
        yield _line("block", edge * scale)
        x = BAR_MARGIN + edge * scale
        if edge == whole:
            yield text(x, NUMBERS_AT, formats.hours(whole), "scalebar__text scalebar__text--end", end=True)
        elif place % every == 0 and (whole - edge) * scale > ROOM_FOR_THE_LAST:
            yield text(x, NUMBERS_AT, str(edge // HOUR), "scalebar__text")


def _line(kind: str, x: float, above: int = 0, below: int = 0) -> str:
    return (
        f'<path class="scalebar__{kind}" d="M{number(BAR_MARGIN + x)} {BAR_TOP - above}v{BAR_HEIGHT + above + below}"/>'
    )


def _block(whole: int) -> int:
    """Minutes of one block: an hour, or as many as keep the blocks few."""
    return next((hours * HOUR for hours in (1, 2, 5, 10) if whole <= MOST_BLOCKS * hours * HOUR), 20 * HOUR)


def heatmap(days: Mapping[dt.date, StudyDay], today: dt.date, label: str) -> str:
    """The year up to `today`, a column for each week from Monday to Sunday. Size is hours, colour is stage."""
    monday = first_day(today)
    body = [text(0, TOP + row * (CELL + GAP) + 12, name) for row, name in ((0, "Mon"), (3, "Thu"), (6, "Sun"))]
    body += _months(monday)
    for offset in range((today - monday).days + 1):
        day = monday + dt.timedelta(days=offset)
        x, y = LEFT + offset // 7 * (CELL + GAP), TOP + offset % 7 * (CELL + GAP)
        body.append(_square(x, y, days.get(day)))
        if day == today:
            body.append(
                f'<rect class="heatmap__today" x="{number(x - 1.5)}" y="{number(y - 1.5)}" width="{CELL + 3}"'
                f' height="{CELL + 3}" rx="2.5"/>'
            )
    box = f"0 0 {number(LEFT + WEEKS * (CELL + GAP) + 4)} {number(TOP + 7 * (CELL + GAP) + 4)}"
    return picture("heatmap", box, "".join(body), label)


def first_day(today: dt.date) -> dt.date:
    """The Monday with which the year up to `today` begins."""
    return today - dt.timedelta(days=today.weekday() + 7 * (WEEKS - 1))


def _months(monday: dt.date) -> list[str]:
    """A name over the first whole week of each month; not over the last, where it would be cut off."""
    weeks = [monday + dt.timedelta(weeks=week) for week in range(WEEKS - 1)]
    return [text(LEFT + place * (CELL + GAP), 11, f"{week:%b}") for place, week in enumerate(weeks) if week.day <= 7]


def _square(x: float, y: float, day: StudyDay | None) -> str:
    if day is None:
        middle = CELL / 2 - 1
        return f'<rect class="heatmap__rest" x="{number(x + middle)}" y="{number(y + middle)}" width="2" height="2"/>'
    side = next((side for below, side in SIZES if day.minutes < below), CELL)
    inset = (CELL - side) / 2
    stage = f' data-stage="{day.step}"' if day.step else ""
    return (
        f'<rect class="heatmap__day"{stage} x="{number(x + inset)}" y="{number(y + inset)}" width="{side}"'
        f' height="{side}" rx="1.5"/>'
    )


def stage_key() -> str:
    """The colours from the first stage to the last; decoration beside their words."""
    squares = "".join(
        f'<rect class="heatmap__day" data-stage="{step}" x="{10 * (step - 1)}" width="9" height="10"/>'
        for step in range(1, STEPS + 1)
    )
    return picture("activity__ramp", f"0 0 {10 * STEPS} 10", squares, "")
