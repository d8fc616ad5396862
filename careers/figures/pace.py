"""How fast a person goes: what they promise, until their own log tells.

A week here is seven days that end yesterday, so that no week is half over. Until three of them hold study, the pace
is the promise. After that it is the weighted mean of the person's own weeks, those without study included: a week
weighs half as much as one that lies `HALF_LIFE` weeks later (exponential smoothing: R. G. Brown, *Smoothing,
Forecasting and Prediction*, 1963; the weights and their effective number as in L. Kish, *Survey Sampling*, 1965).

Weeks do not come alone: a holiday is two or three of them, a full evening class a term. So the variance that is kept
is that of the sum of many weeks divided by their number, estimated from the covariance of neighbours (W. K. Newey and
K. D. West, *Econometrica* 55, 1987, with triangular weights). And a pace is not only scattered but uncertain: from
few weeks one knows it badly, and lives change. `doubt` is the relative standard error of both together.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

WEEK = 7
WEEKS_BACK = 26
"""Older weeks say little about the coming ones."""
ENOUGH = 3
"""Weeks with study that make a pace."""
HALF_LIFE = 8
LAGS = 4
PROMISE_SCATTER = 0.6
"""Standard deviation of a week, in parts of what was promised, before there is a log."""
PROMISE_DOUBT = 0.28
"""Few people know how many hours they will have."""
CHANGE = 0.155
"""How much lives change beyond what one's weeks have shown, in parts of the pace: so much that four of five who
fade slowly, which no few weeks can show, are there by the cautious date."""
LEAST = 5
"""Minutes a week: below that, no date means anything."""


@dataclass(frozen=True, slots=True)
class Rate:
    minutes: float
    """A week's, on average."""
    variance: float
    """Of a week's minutes, as it adds up over many weeks."""
    doubt: float
    """Relative standard error of `minutes` itself."""
    weeks: int
    """Weeks of the log that it rests on; 0 for a promise."""

    @property
    def promised(self) -> bool:
        return self.weeks == 0

    @property
    def minutes_a_week(self) -> int:
        return round(self.minutes)


def rate_of(minutes_by_day: Mapping[dt.date, int], today: dt.date, promised: int) -> Rate:
    return rate(weeks_before(minutes_by_day, today), promised)


def weeks_before(minutes_by_day: Mapping[dt.date, int], today: dt.date) -> list[int]:
    """Minutes of each whole week since the first day that is given, newest first, at most `WEEKS_BACK` of them."""
    past = [(today - day).days - 1 for day in minutes_by_day if day < today]
    weeks = [0] * min(WEEKS_BACK, (max(past, default=-1) + 1) // WEEK)
    for day, minutes in minutes_by_day.items():
        number = ((today - day).days - 1) // WEEK
        if day < today and number < len(weeks):
            weeks[number] += minutes
    return weeks


def rate(weeks: Sequence[float], promised: int) -> Rate:
    """From minutes of weeks, newest first."""
    if sum(minutes > 0 for minutes in weeks) < ENOUGH:
        return Rate(promised, (PROMISE_SCATTER * promised) ** 2, PROMISE_DOUBT, 0)
    weights = [0.5 ** (age / HALF_LIFE) for age in range(len(weeks))]
    whole = sum(weights)
    mean = max(LEAST, sum(w * minutes for w, minutes in zip(weights, weeks, strict=True)) / whole)
    variance = _long_run_variance([minutes - mean for minutes in weeks], weights)
    known = whole**2 / sum(w * w for w in weights)
    return Rate(mean, variance, sqrt(variance / mean**2 / known + CHANGE**2), len(weeks))


def _long_run_variance(off: Sequence[float], weights: Sequence[float]) -> float:
    """Never less than what each week by itself has: few weeks show no pattern that could be trusted to calm."""

    def covariance(lag: int) -> float:
        pairs = [(sqrt(weights[n] * weights[n + lag]), off[n] * off[n + lag]) for n in range(len(off) - lag)]
        return sum(w * product for w, product in pairs) / sum(weights)

    alone = covariance(0)
    lags = range(1, min(LAGS, len(off) - 1) + 1)
    return max(alone, alone + 2 * sum((1 - lag / (LAGS + 1)) * covariance(lag) for lag in lags))
