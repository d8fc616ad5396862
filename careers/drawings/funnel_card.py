"""The flow chart as a PNG, for wherever an SVG cannot be shown: numbers and steps, no names."""

from collections.abc import Sequence
from functools import cache
from io import BytesIO

from font_source_sans_pro import SourceSansPro
from PIL import Image, ImageDraw, ImageFont

from careers.drawings.funnel import Part

WIDTH, MARGIN, BAR, TOP, HIGH, GAP, LINE, STUB, APART = 1520, 60, 32, 176, 340, 76, 38, 88, 4
PAPER, INK, QUIET = "#fffdf8", "#1a2130", "#464e5d"
BAND, WAITS, DROP = "#dcd8cf", "#e6e3dc", "#e9c2ab"
"""The chart's colours as they look on paper."""


def png(parts: Sequence[Part]) -> bytes:
    """Needs a first part to which somebody came."""
    lines = max(len(part.stayed) for part in parts)
    image = Image.new("RGB", (WIDTH, TOP + HIGH + GAP + LINE * lines + MARGIN), PAPER)
    draw = ImageDraw.Draw(image)
    draw.text((MARGIN, 24), "How far my applications got", INK, _font(34))
    column = (WIDTH - 2 * MARGIN) / len(parts)
    for n, part in enumerate(parts):
        _part(draw, part, MARGIN + n * column, column, HIGH / parts[0].came)
    file = BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()


def _part(draw: ImageDraw.ImageDraw, part: Part, x: float, column: float, scale: float) -> None:
    came, on, ended = part.came * scale, part.went_on * scale, part.ended * scale
    draw.text((x, TOP - 60), f"{part.came} {part.name.lower()}", INK, _font(28))
    if part.went_on:
        draw.rectangle((x + BAR, TOP, x + column - 1, TOP + on), BAND)
    if part.came > part.went_on + part.ended:
        top = TOP + on + APART
        draw.rectangle((x + BAR, top, x + BAR + STUB, max(top, TOP + came - ended)), WAITS)
    if part.ended:
        draw.rectangle((x + BAR, TOP + came - ended, x + BAR + STUB // 2, TOP + HIGH + GAP - LINE), DROP)
    if part.came:
        draw.rectangle((x, TOP, x + BAR, TOP + came), QUIET)
    for n, (what, many) in enumerate(part.stayed):
        draw.text((x, TOP + HIGH + GAP + LINE * n - 20), f"{many} {what}", QUIET, _font(24))


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    """From a package, so that the picture is the same on every machine."""
    return ImageFont.truetype(SourceSansPro, size)
