"""Forecasts that the example learner was shown in the last weeks, and their calendar."""

import datetime as dt

from django.utils import timezone

from careers.acts.share_calendar import keep_choices
from careers.figures.forecast import forecast_of
from careers.figures.standing import standing_of
from careers.models import ForecastShown, User

DAYS_AGO = (12, 9, 7, 3)
MORE_A_DAY = 18
"""Minutes that they have studied beyond the plan, each day since."""


def add_forecasts(user: User) -> None:
    today = timezone.localdate(timezone=user.zone)
    standing = standing_of(user)
    rows = forecast_of(user, standing, today).to_keep()
    ForecastShown.objects.bulk_create(_earlier(user, row, ago) for ago in DAYS_AGO for row in rows)
    keep_choices(user, {"study_at": dt.time(19, 30), "alarm_minutes": 30})


def _earlier(user: User, row: ForecastShown, ago: int) -> ForecastShown:
    later = dt.timedelta(days=round(ago * MORE_A_DAY * 7 / row.minutes_a_week))
    return ForecastShown(
        user=user,
        day=row.day - dt.timedelta(days=ago),
        goal=row.goal,
        likely=row.likely + later,
        cautious=row.cautious + later,
        minutes_left=row.minutes_left + round(ago * (row.minutes_a_week / 7 + MORE_A_DAY)),
        minutes_a_week=row.minutes_a_week,
    )
