"""The picture that a link to a person's page is shown with, in the palette of the light theme (`tokens.css`)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b
from io import BytesIO
from math import cos, pi, sin
from unicodedata import normalize

from font_source_sans_pro import SourceSansPro
from font_source_serif_pro import SourceSerifProSemibold
from PIL import Image, ImageDraw, ImageFont

SIZE = (1200, 630)
MARGIN = 72
PAPER, SHEET, INK, INK_2, LINE, TRAIL = "#f6f1e6", "#fffdf8", "#1a2130", "#464e5d", "#ddd4c1", "#b0470b"
RAMP = (
    *("#4a1767", "#442a7c", "#353d8a", "#194f90", "#015d85", "#046977"),
    *("#00746c", "#047f5d", "#318846", "#5d8c1b", "#7e8b03", "#9e8b00"),
)
DRAWN_ANEW = "1"
"""Another one with each change of the drawing, so that its address changes too."""

type Font = ImageFont.FreeTypeFont


@dataclass(frozen=True)
class Card:
    name: str
    headline: str
    projects: str
    figures: tuple[tuple[str, str, str], ...]
    """Value, what it measures, and the project."""

    @property
    def digest(self) -> str:
        return blake2b(repr((DRAWN_ANEW, self)).encode(), digest_size=8).hexdigest()


@lru_cache(maxsize=64)
def png(card: Card) -> bytes:
    image = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(image)
    _contours(draw)
    y = _heading(draw, card)
    _figures(draw, card, max(y + 36, 350))
    _foot(draw, card)
    file = BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()


def _heading(draw: ImageDraw.ImageDraw, card: Card) -> int:
    """Returns where it ends."""
    y = MARGIN
    for line in _lines(draw, _writable(card.name), _name_font(80), SIZE[0] - 2 * MARGIN, most=2):
        draw.text((MARGIN, y - 16), line, INK, _name_font(80))
        y += 88
    y += 16
    for line in _lines(draw, _writable(card.headline), _font(36), SIZE[0] - 2 * MARGIN, most=2):
        draw.text((MARGIN, y), line, INK_2, _font(36))
        y += 46
    return y


def _figures(draw: ImageDraw.ImageDraw, card: Card, top: int) -> None:
    gap = 24
    width = (SIZE[0] - 2 * MARGIN - 2 * gap) // 3
    for place, (value, what, project) in enumerate(card.figures):
        x = MARGIN + place * (width + gap)
        draw.rectangle((x, top, x + width, top + 150), SHEET, LINE)
        draw.rectangle((x, top, x + width, top + 5), RAMP[3 + 3 * place])
        for text, size, dy, colour in ((value, 46, 14, INK), (what, 24, 72, INK_2), (project, 24, 104, INK)):
            line = _shortened(draw, _writable(text), _font(size), width - 40)
            draw.text((x + 20, top + dy), line, colour, _font(size))


def _foot(draw: ImageDraw.ImageDraw, card: Card) -> None:
    words = f"Ascent, {card.projects}" if card.projects else "Ascent"
    draw.text((MARGIN, SIZE[1] - 76), words, INK_2, _font(26))
    step = SIZE[0] / len(RAMP)
    for place, colour in enumerate(RAMP):
        draw.rectangle((round(place * step), SIZE[1] - 16, round((place + 1) * step), SIZE[1]), colour)


def _contours(draw: ImageDraw.ImageDraw) -> None:
    """Level lines round one summit, as behind the page's head."""
    for level in range(3, 15):
        radius = level * 34
        points = [(930 + r * cos(a) * 1.35, 150 + r * sin(a)) for a, r in _wobbling(radius)]
        draw.line([*points, points[0]], LINE, 2)


def _wobbling(radius: float) -> Iterator[tuple[float, float]]:
    for part in range(180):
        angle = part * pi / 90
        yield angle, radius * (1 + 0.09 * sin(3 * angle + 0.6) + 0.05 * sin(5 * angle + radius / 90))


# --- words ---


@cache
def _font(size: int) -> Font:
    """From packages, so that the picture is the same on every machine."""
    return ImageFont.truetype(SourceSansPro, size)


@cache
def _name_font(size: int) -> Font:
    return ImageFont.truetype(SourceSerifProSemibold, size)


@cache
def _missing() -> bytes:
    return bytes(_font(32).getmask("\U0010ffff"))


@lru_cache(maxsize=4096)
def _known(letter: str) -> bool:
    return letter.isspace() or bytes(_font(32).getmask(letter)) != _missing()


def _writable(text: str) -> str:
    """Without letters that the font lacks; a text that is mostly of these is left out rather than shown in ruins."""
    known = "".join(letter for letter in normalize("NFC", text) if _known(letter))
    return " ".join(known.split()) if len(known) > len(text) // 2 else ""


def _lines(draw: ImageDraw.ImageDraw, text: str, font: Font, width: int, most: int) -> Sequence[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and draw.textlength(f"{lines[-1]} {word}", font) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    shown = [_shortened(draw, line, font, width) for line in lines[:most]]
    return [*shown[:-1], _shortened(draw, f"{shown[-1]} …", font, width)] if len(lines) > most else shown


def _shortened(draw: ImageDraw.ImageDraw, text: str, font: Font, width: int) -> str:
    if draw.textlength(text, font) <= width:
        return text
    while text and draw.textlength(f"{text}…", font) > width:
        text = text[:-1]
    return f"{text.rstrip()}…"
