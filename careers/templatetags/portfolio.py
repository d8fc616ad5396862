"""What the pages of projects draw."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from careers.drawings.results import result_bar
from careers.figures.comparison import Row
from careers.models import ProjectLink
from careers.templatetags.ascent import icon

register = template.Library()

LINK_ICONS = {
    ProjectLink.Kind.REPOSITORY: "code-bracket",
    ProjectLink.Kind.DEMO: "play-circle",
    ProjectLink.Kind.WRITE_UP: "document-text",
    ProjectLink.Kind.NOTEBOOK: "beaker",
    ProjectLink.Kind.MODEL_CARD: "identification",
    ProjectLink.Kind.PAPER: "academic-cap",
    ProjectLink.Kind.SLIDES: "presentation-chart-bar",
    ProjectLink.Kind.VIDEO: "video-camera",
    ProjectLink.Kind.COMPETITION: "trophy",
    ProjectLink.Kind.DATA_SET: "circle-stack",
    ProjectLink.Kind.OTHER: "link",
}


@register.simple_tag
def link_icon(kind: str) -> SafeString:
    """A link's kind as an icon; the word stands beside it."""
    return icon(LINK_ICONS[ProjectLink.Kind(kind)])


@register.simple_tag
def bar_of(row: Row) -> SafeString:
    kind = "base" if row.is_baseline else "best" if row.is_best else "other"
    return mark_safe(result_bar(row.start, row.width, kind))
