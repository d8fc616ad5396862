"""Tags and filters of every template, without a load: drawings, icons, and how numbers and dates are written."""

import datetime as dt
import uuid
from functools import cache, lru_cache

from django import template
from django.conf import settings
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from heroicons.templatetags.heroicons import heroicon_outline

from careers import drawings, formats
from careers.figures.plan import COLUMNS
from careers.figures.standing import Standing
from careers.figures.study import Activity, Week
from careers.http import page_behind

register = template.Library()

STATES = {"todo": "To do", "learning": "Learning", "done": "Done", "proven": "Proven", "skipped": "Skipped"}
NEEDS = {"essential": "Essential", "useful": "Useful", "optional": "Optional"}


@register.simple_tag
@cache
def icon(name: str, extra_class: str = "") -> SafeString:
    """An outline icon beside words; words name it, so it is hidden from readers. Rendered once in a process."""
    css = f"icon {extra_class}".strip()
    svg = heroicon_outline(name, size=None, **{"class": css, "data_slot": ""})
    return mark_safe(" ".join(svg.split()).replace(' data-slot=""', "").replace("> <", "><"))


@register.simple_tag
@cache
def sprite() -> SafeString:
    return mark_safe(drawings.SPRITE)


@register.simple_tag
@cache
def mark() -> SafeString:
    return mark_safe(drawings.mark())


@register.simple_tag
@cache
def glyph(name: str) -> SafeString:
    return mark_safe(drawings.glyph(name))


@register.simple_tag
@cache
def tent(kind: str) -> SafeString:
    return mark_safe(drawings.tent(kind))


@register.simple_tag
@cache
def state(name: str) -> SafeString:
    """A skill's state: shape and word."""
    return format_html('<span class="state state--{}">{}{}</span>', name, mark_safe(drawings.glyph(name)), STATES[name])


@register.simple_tag
@cache
def need(name: str) -> SafeString:
    """How much a role asks for a skill: shape and word."""
    return format_html('<span class="need need--{}">{}</span>', name, NEEDS[name])


@register.simple_tag
@cache
def waypoint(number: int, step: int, size: str = "") -> SafeString:
    """A stage's number on its colour; `small` on its tint."""
    css = f"waypoint waypoint--{size}" if size else "waypoint"
    return format_html('<span class="{}" data-stage="{}">{}</span>', css, step, number)


@register.simple_tag
def bar(done: float, learning: float = 0.0, step: int | None = None) -> SafeString:
    return mark_safe(drawings.bar(done, learning, step))


@register.simple_tag
def length_bar(minutes: int, longest: int, step: int | None = None) -> SafeString:
    return mark_safe(drawings.length_bar(minutes, longest, step))


@register.simple_tag
def share_bar(columns: int) -> SafeString:
    return mark_safe(drawings.columns_bar(columns, COLUMNS))


@register.simple_tag
def effect(now: int, was: int, widest: int) -> SafeString:
    return mark_safe(drawings.effect(now, was, widest))


@register.simple_tag
def evening(minutes: int, longest: int) -> SafeString:
    return mark_safe(drawings.evening(minutes, longest))


def _shares(standing: Standing) -> list[drawings.StageShare]:
    return [
        drawings.StageShare(
            stage.step, stage.number, stage.short_title, covered.minutes, covered.done_share, covered.learning_share
        )
        if covered.minutes
        else drawings.StageShare(stage.step, stage.number, stage.short_title, 0)
        for stage, covered in standing.by_stage
    ]


@register.simple_tag
def ramp(standing: Standing) -> SafeString:
    """The whole way under the top bar."""
    return _ramp(standing.itself)


@lru_cache(maxsize=256)
def _ramp(standing: Standing) -> SafeString:
    way = f"{formats.count(len(standing.by_stage), 'stage')}, {formats.hours(standing.total.minutes)}"
    label = (
        f"{standing.total.percent} percent of your roadmap covered: {way}" if standing.marks else f"The roadmap: {way}"
    )
    return mark_safe(drawings.ramp(_shares(standing), label))


@register.simple_tag
def ascent(standing: Standing, *, personal: bool = True, who: str = "You") -> SafeString:
    """The profile of the roadmap in both sizes; the style sheet shows the one that fits. `who` stands on the way."""
    return _ascent(standing.itself, personal, who)


@lru_cache(maxsize=256)
def _ascent(standing: Standing, personal: bool, who: str) -> SafeString:
    climbs = [
        drawings.Climb(
            share,
            [standing.minutes(skill) for skill in standing.skills(stage) if standing.counted(skill)],
            formats.percent(covered.percent) if personal else formats.hours(covered.minutes),
        )
        for (stage, covered), share in zip(standing.by_stage, _shares(standing), strict=True)
    ]
    camps = [
        drawings.Camp(
            camp.camp.short_title,
            camp.height,
            camp.kind if personal else "ahead",
            f"{formats.hours(camp.left_minutes)} from here",
        )
        for camp in standing.camps
    ]
    covered_minutes = standing.total.covered_minutes if personal else None
    goal = camps[-1].title if camps else "Summit"
    label = _profile_in_words(standing, personal=personal)
    sizes = (
        drawings.ascent(climbs, camps, covered_minutes, goal, label, who=who, small=small) for small in (False, True)
    )
    return mark_safe("".join(sizes))


def _profile_in_words(standing: Standing, *, personal: bool) -> str:
    total = standing.total
    way = (
        f"Profile of the roadmap: {len(standing.by_stage)} stages from left to right, "
        f"{formats.hours(total.minutes)} from bottom to top."
    )
    if not personal:
        return way
    reached = sum(camp.reached for camp in standing.camps)
    where = f" {total.percent} percent covered, {reached} of {len(standing.camps)} camps reached."
    if standing.next_camp is None:
        return way + where
    camp = standing.next_camp
    return f"{way}{where} The next camp is {camp.camp.title}, {formats.hours(camp.left_minutes)} from here."


@register.simple_tag
def hero_map(standing: Standing) -> SafeString:
    """Contours, trail, stages and camps of the first page; decoration beside its list of stages."""
    camps = [drawings.Camp(camp.camp.short_title, camp.height, "ahead") for camp in standing.camps]
    return mark_safe(_contours() + drawings.hero(_shares(standing), camps))


@cache
def _contours() -> str:
    return get_template("components/contours.svg").render()


@register.simple_tag
def scalebar(week: Week) -> SafeString:
    label = f"This week: {formats.hours(week.minutes)} of {formats.hours(week.goal)}"
    return mark_safe(drawings.scalebar(week.minutes, week.goal, formats.hours(week.minutes), label))


@register.simple_tag
def heatmap(activity: Activity) -> SafeString:
    days = formats.count(len(activity.days), "study day")
    label = f"{days} in the last year, {formats.hours(activity.minutes)}. The table below has them by month."
    return mark_safe(drawings.heatmap(activity.days, activity.today, label))


@register.simple_tag
@cache
def stage_key() -> SafeString:
    return mark_safe(drawings.stage_key())


@register.simple_tag
def new_key() -> str:
    """Sent with a form that makes a row: the same form sent twice makes it once."""
    return str(uuid.uuid4())


@register.simple_tag(takes_context=True)
def here(context: template.Context) -> str:
    """Where a form of this page leads back to, also if the page is the answer to an act."""
    request = context["request"]
    if request.htmx:
        return page_behind(request)
    return request.POST.get("next", "") if request.method == "POST" else request.get_full_path()


@register.simple_tag
def signup_open() -> bool:
    return settings.SIGNUP_OPEN


@register.filter
def hours(minutes: int) -> str:
    return formats.hours(minutes)


@register.filter
def hours_narrow(minutes: int) -> str:
    return formats.hours_narrow(minutes)


@register.filter
def position(seconds: int) -> str:
    return formats.position(seconds)


@register.filter
def percent(value: int) -> str:
    return formats.percent(value)


@register.filter
def thousands(number: int) -> str:
    return formats.thousands(number)


@register.filter
def count(number: int, noun: str) -> str:
    return formats.count(number, noun)


@register.filter
def days_until(date: dt.date) -> str:
    return formats.days_until(date)


@register.filter
def day(moment: dt.date) -> str:
    return formats.day(moment)


@register.filter
def day_short(moment: dt.date) -> str:
    return formats.day_short(moment)


@register.filter
def clock(moment: dt.datetime) -> str:
    return formats.clock(moment)
