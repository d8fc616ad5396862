"""Drawings of a forecast."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from careers import drawings, formats
from careers.figures.forecast import Forecast, Goal

register = template.Library()


@register.simple_tag
def trail(forecast: Forecast) -> SafeString:
    """The way in time with its camps; nothing without camps."""
    return mark_safe(drawings.trail(_way(forecast), _in_words(forecast))) if forecast.goals else SafeString()


@register.simple_tag
def burn_up(forecast: Forecast) -> SafeString:
    if not forecast.goals:
        return SafeString()
    scope = f"{formats.hours(forecast.goals[-1].standing.height)} to the summit"
    return mark_safe(drawings.burn_up(_way(forecast), _in_words(forecast), scope))


def _way(forecast: Forecast) -> drawings.Way:
    stops = [_stop(goal, forecast) for goal in forecast.goals]
    return drawings.Way(forecast.walked, forecast.today, forecast.covered, stops, forecast.target_on)


def _stop(goal: Goal, forecast: Forecast) -> drawings.Stop:
    likely = goal.likely or goal.reached_on or forecast.today
    return drawings.Stop(goal.camp.short_title, goal.kind, goal.standing.height, likely, goal.cautious or likely)


def _in_words(forecast: Forecast) -> str:
    reached = sum(goal.reached for goal in forecast.goals)
    parts = [
        f"The way in time since {formats.day(forecast.began_on)}: {formats.hours(forecast.covered)} covered,"
        f" {reached} of {len(forecast.goals)} camps reached."
    ]
    if forecast.next and not forecast.next.is_summit:
        parts.append(f"Next: {forecast.next.camp.short_title}, {_range(forecast.next)}.")
    if forecast.summit:
        parts.append(f"Summit: {_range(forecast.summit)}.")
    if forecast.target_on:
        parts.append(f"Your date: {formats.day(forecast.target_on)}.")
    return " ".join(parts)


def _range(goal: Goal) -> str:
    assert goal.likely
    assert goal.cautious
    return f"likely {formats.day(goal.likely)}, cautious {formats.day(goal.cautious)}"
