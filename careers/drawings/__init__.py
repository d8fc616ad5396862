"""Drawings as SVG text: geometry here, looks in the style sheet. Pure functions over plain numbers and words."""

from careers.drawings.ascent import Camp, Climb, ascent
from careers.drawings.bars import bar, columns_bar, effect, evening, length_bar
from careers.drawings.forecast import Stop, Way, burn_up, trail
from careers.drawings.funnel import Part, flow_chart
from careers.drawings.hero import hero
from careers.drawings.ramp import ramp
from careers.drawings.sprite import SPRITE, glyph, mark, tent
from careers.drawings.stages import StageShare, step
from careers.drawings.study import StudyDay, first_day, heatmap, scalebar, stage_key

__all__ = [
    "SPRITE",
    "Camp",
    "Climb",
    "Part",
    "StageShare",
    "Stop",
    "StudyDay",
    "Way",
    "ascent",
    "bar",
    "burn_up",
    "columns_bar",
    "effect",
    "evening",
    "first_day",
    "flow_chart",
    "glyph",
    "heatmap",
    "hero",
    "length_bar",
    "mark",
    "ramp",
    "scalebar",
    "stage_key",
    "step",
    "tent",
    "trail",
]
